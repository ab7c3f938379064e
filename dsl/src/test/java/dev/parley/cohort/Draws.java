package dev.parley.cohort;

import static dev.parley.Cohorts.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.filter.CoordinatorDouble;
import dev.parley.filter.LossAtStart;
import dev.parley.filter.Memories;
import dev.parley.filter.NotAsked;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.num.VectorPool;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Cohorts drawn over many rounds, and their frequencies.
 *
 * <p>Frequencies over 4000 rounds stand within 4.5 standard deviations of their probability: 7 in a million right draws
 * would fall outside, so that a test of 20 parties would fail once in 7000 seeds; the seed is fixed.
 */
final class Draws {
    static final int ROUNDS = 4000;
    static final double DEVIATIONS = 4.5;

    final List<Member> members;
    final Memories memories = new Memories(new VectorPool());
    final Seed seed;

    Draws(long seed, int... rows) {
        this.seed = new Seed(seed);
        this.members = IntStream.range(0, rows.length)
                .mapToObj(i -> new Member(i, "party-" + (i + 1), rows[i]))
                .toList();
    }

    CoordinatorDouble in(int round) {
        return new CoordinatorDouble(
                new Turn(round, ROUNDS, Turn.TRAIN, true),
                members.size(),
                ParamVector.zeros(Layout.empty().then("x", 1)),
                seed,
                List.of(),
                memories,
                new TreeMap<>());
    }

    int[] draw(Participation who, int round, ToDoubleFunction<Member> loss) {
        CoordinatorDouble here = in(round);
        int[] drawn = who.draw(here.turn(), members, here, new Losses(loss));
        memories.commit();
        return drawn;
    }

    int[] draw(Participation who, int round) {
        return draw(who, round, one -> {
            throw new AssertionError("asked");
        });
    }

    double[] frequencies(Participation who) {
        double[] seen = new double[members.size()];
        for (int round = 1; round <= ROUNDS; round++) {
            IntStream.of(draw(who, round)).forEach(party -> seen[party]++);
        }
        return Arrays.stream(seen).map(count -> count / ROUNDS).toArray();
    }

    static void near(double[] seen, double... probability) {
        for (int i = 0; i < seen.length; i++) {
            double sd = Math.sqrt(probability[i] * (1 - probability[i]) / ROUNDS);
            assertThat(seen[i]).as("party " + i).isCloseTo(probability[i], within(DEVIATIONS * sd + 1e-12));
        }
    }

    /** Parties that tell a loss when they are asked. */
    record Losses(ToDoubleFunction<Member> loss) implements NotAsked {
        @Override
        public Map<Member, Payload> ask(String step, Map<Member, Payload> to) {
            assertThat(step).isEqualTo("loss");
            Map<Member, Payload> answers = new LinkedHashMap<>();
            to.forEach((member, sent) -> {
                assertThat(sent.hasVector("params")).isTrue();
                answers.put(member, Payload.EMPTY.and(LossAtStart.LOSS, loss.applyAsDouble(member)));
            });
            return answers;
        }
    }

    static List<String> names(int parties) {
        return IntStream.rangeClosed(1, parties).mapToObj(i -> "party-" + i).toList();
    }

    static double[] same(int count, double value) {
        double[] all = new double[count];
        Arrays.fill(all, value);
        return all;
    }

    static Table trace() {
        return Table.create(
                StringColumn.create("party", "party-1", "party-2", "party-1", "party-4"),
                IntColumn.create("from", 1, 2, 7, 9),
                IntColumn.create("to", 3, 5, 8, 10));
    }
}
