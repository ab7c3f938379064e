package dev.parley.aggregate;

import static dev.parley.Rules.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Golden;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Updates;
import dev.parley.message.Work;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Values that public implementations of robust rules gave for the same updates; where one differs, how. */
class PublicRulesTest {
    private static final JsonNode OURS = Golden.file("robust.json").get("cases");
    private static final JsonNode THEIRS = Golden.file("public.json").get("cases");
    private static final JsonNode FLOWERS = Golden.file("flower.json").get("cases");

    private static Updates updates(int at) {
        List<Update> all = new ArrayList<>();
        for (JsonNode row : OURS.get(at).get("updates")) {
            float[] values = Golden.floats(row);
            Member from = new Member(all.size(), "party-" + (all.size() + 1), 1);
            ParamVector delta = ParamVector.of(Layout.empty().then("x", values.length), values);
            all.add(new Update(from, 1, Payload.of(Update.DELTA, delta), Work.NONE));
        }
        return new Updates(all);
    }

    /** The largest gap between a rule's result and theirs. */
    private static double gap(Aggregation rule, int at, String name) {
        return gap(
                rule.aggregate(updates(at)).toArray(),
                Golden.doubles(THEIRS.get(at).get(name)));
    }

    private static double gap(float[] made, double[] wanted) {
        return IntStream.range(0, made.length)
                .mapToDouble(i -> Math.abs(made[i] - wanted[i]))
                .max()
                .orElseThrow();
    }

    @Test
    void karimireddysAreEqual() {
        for (int at = 0; at < THEIRS.size(); at++) {
            assertThat(gap(krum(2), at, "krum 2")).isLessThan(1e-5);
            assertThat(gap(krum(2), at, "krum 2 of the paper")).isLessThan(1e-5);
            assertThat(gap(multiKrum(2, 5), at, "multiKrum 2 5 of the paper")).isLessThan(1e-5);
            assertThat(gap(geometricMedian(), at, "rfa 3 steps, nu 1e-6, from the mean"))
                    .isLessThan(1e-5);
            assertThat(gap(centeredClipping(2.5), at, "clipping 2.5")).isLessThan(1e-5);
            assertThat(gap(centeredClipping(2.5).steps(2), at, "clipping 2.5, 2 steps"))
                    .isLessThan(1e-5);
            // the centre of a second round is the first round's result
            assertThat(gap(centeredClipping(2.5).steps(2), at, "clipping 2.5 again"))
                    .isLessThan(1e-5);
            assertThat(gap(median(), at, "median")).isLessThan(1e-5);
            int n = OURS.get(at).get("updates").size();
            assertThat(gap(trimmedMean(2.5 / n), at, "trimmed 2 at each end")).isLessThan(1e-5);
        }
    }

    /** Their Multi-Krum adds what is selected, by sums of fourth powers of distances: once that selects others. */
    @Test
    void theirMultiKrumIsASumOfOthers() {
        int others = 0;
        for (int at = 0; at < THEIRS.size(); at++) {
            float[] sum = multiKrum(2, 5).aggregate(updates(at)).times(5).toArray();
            double gap = gap(sum, Golden.doubles(THEIRS.get(at).get("multiKrum 2 5")));
            others += gap > 1e-4 ? 1 : 0;
        }
        assertThat(others).isEqualTo(1);
    }

    /** Their RFA starts at 0 and smooths by 0.1; after 8 steps it is where the paper's three have nearly come to. */
    @Test
    void theirRfaTakesOtherDefaults() {
        for (int at = 0; at < THEIRS.size(); at++) {
            assertThat(gap(geometricMedian(), at, "rfa 8 steps")).isBetween(1e-3, 0.03);
            assertThat(gap(geometricMedian().steps(30), at, "rfa 8 steps")).isLessThan(2e-3);
        }
    }

    /** Bulyan by repeated Krum: equal, but that the first of two with equal scores is taken, as Flower does too. */
    @Test
    void wangsBulyanDiffersByTies() {
        assertThat(gap(bulyan(2), 2, "bulyan 2")).isLessThan(1e-5);
        for (int at = 0; at < THEIRS.size(); at++) {
            double[] wang = Golden.doubles(THEIRS.get(at).get("bulyan 2"));
            double[] flower = Golden.doubles(FLOWERS.get(at).get("bulyan 2"));
            assertThat(wang).containsExactly(flower, within(1e-5));
        }
    }

    /** The authors' own code selects means of Multi-Krum, n - 2f - 2 of them: another algorithm than their paper's. */
    @Test
    void theAuthorsBulyanIsOfMultiKrum() {
        for (int at = 0; at < THEIRS.size(); at++) {
            assertThat(gap(bulyan(2), at, "bulyan 2 of its authors")).isBetween(0.1, 2.0);
        }
    }
}
