package dev.parley.aggregate;

import static dev.parley.Rules.majority;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Cases;
import dev.parley.fault.PlanException;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Updates;
import dev.parley.message.Work;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Votes by sign: a minority moves neither sign nor step. */
class MajorityTest {
    private static final Layout LAYOUT =
            Layout.empty().then("w", 3).then("mean", Role.STATISTIC, 2).then("b", 1);

    private static float[] of(Majority rule, List<float[]> votes) {
        List<Update> updates = new ArrayList<>();
        for (float[] vote : votes) {
            Member from = new Member(updates.size(), "party-" + (updates.size() + 1), 1);
            updates.add(new Update(from, 1, Payload.of(Update.DELTA, ParamVector.of(LAYOUT, vote)), Work.NONE));
        }
        return rule.aggregate(new Updates(updates)).toArray();
    }

    @Test
    void eachLayerHasItsStepStatisticsTheirMeanAndATieStays() {
        float[] made = of(
                majority(), List.of(new float[] {3, -3, 3, 10, 0, 1}, new float[] {-1, -1, 1, 20, 0, -5}, new float[] {
                    2, 2, -2, 60, 3, 2
                }));
        assertThat(made).containsExactly(2, -2, 2, 30, 1, 2);
        assertThat(of(majority(0.5), List.of(new float[] {3, -3, 0, 4, 4, 1}, new float[] {-9, -1, 0, 4, 4, 5})))
                .containsExactly(0, -0.5f, 0, 4, 4, 0.5f);
    }

    @TestFactory
    Stream<DynamicTest> aMinorityMovesNothingOutOfTheRangeOfTheOthers() {
        return Cases.of(30, random -> {
            int bad = random.nextInt(4);
            List<float[]> votes = new ArrayList<>();
            double low = Double.MAX_VALUE;
            double high = 0;
            for (int party = 0; party <= bad; party++) {
                float[] vote = new float[6];
                double size = 0.1 + random.nextDouble();
                for (int i : new int[] {0, 1, 2}) {
                    vote[i] = (float) (i == 1 ? -size : size);
                }
                low = Math.min(low, size);
                high = Math.max(high, size);
                votes.add(vote);
            }
            for (int party = 0; party < bad; party++) {
                votes.add(Cases.floats(random, 6, 1e20));
            }
            float[] made = of(majority(), votes);
            assertThat(made[0]).isEqualTo(made[2]).isEqualTo(-made[1]);
            assertThat((double) made[0]).isBetween(low - 1e-6, high + 1e-6);
        });
    }

    @Test
    void aStepIsPositive() {
        assertThat(majority(0.01)).hasToString("majority(0.01)");
        assertThat(majority()).hasToString("majority()");
        assertThatThrownBy(() -> majority(0))
                .isInstanceOf(PlanException.class)
                .hasMessage("majority(step) needs a number above 0, but 0 was given; take one such as 0.1");
    }
}
