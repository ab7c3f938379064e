package dev.parley.spark;

import dev.parley.example.DenseExamples;
import dev.parley.example.Examples;
import dev.parley.example.ImageExamples;
import dev.parley.example.Party;
import dev.parley.example.Phases;
import dev.parley.example.Policy;
import dev.parley.message.Payload;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A party with its rows as plain arrays, as it goes to an executor once. */
final class PartyRows implements Serializable {
    private static final long serialVersionUID = 1;

    private final int index;
    private final String name;
    private final Rows training;
    private final @Nullable Rows test;
    private final byte[] statistics;
    /** Training rows that are seen in each phase, where they drift; none else. */
    private final int[][] phases;

    private final int rounds;
    private final Clauses policy;

    PartyRows(Party party, byte[] statistics) {
        this.index = party.index();
        this.name = party.name();
        this.training = new Rows(party.examples());
        this.test = party.test().map(Rows::new).orElse(null);
        this.statistics = statistics;
        this.phases =
                party.phases().map(some -> some.parts().toArray(int[][]::new)).orElse(new int[0][]);
        this.rounds = party.phases().map(Phases::rounds).orElse(0);
        this.policy = new Clauses(party.policy());
    }

    /** The same party on the other side. */
    Party party(Payload told) {
        return new Party(
                index,
                name,
                training.examples(),
                Optional.ofNullable(test).map(Rows::examples),
                told,
                phases.length == 0 ? Optional.empty() : Optional.of(new Phases(List.of(phases), rounds)),
                policy.policy());
    }

    int index() {
        return index;
    }

    int size() {
        return training.targets.length;
    }

    byte[] statistics() {
        return statistics;
    }

    /** A policy's clauses. */
    private static final class Clauses implements Serializable {
        private static final long serialVersionUID = 1;

        private final int least;
        private final String[] steps;
        private final double clip;
        private final boolean secure;
        private final boolean metrics;
        private final double epsilon;

        Clauses(Policy from) {
            least = from.least();
            steps = from.steps().toArray(String[]::new);
            clip = from.clip();
            secure = from.secure();
            metrics = from.metrics();
            epsilon = from.epsilon();
        }

        Policy policy() {
            return new Policy(least, List.of(steps), clip, secure, metrics, epsilon);
        }
    }

    /** Rows: bytes where they are images, floats else. */
    private static final class Rows implements Serializable {
        private static final long serialVersionUID = 1;

        private final int width;
        private final float[] targets;
        private final byte @Nullable [] pixels;
        private final float @Nullable [] features;

        Rows(Examples from) {
            int n = from.size();
            int[] all = IntStream.range(0, n).toArray();
            width = from.width();
            targets = new float[n];
            for (int row = 0; row < n; row++) {
                targets[row] = from.target(row);
            }
            ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(n, width));
            if (n > 0 && from.readBytes(all, 0, n, bytes)) {
                pixels = bytes.array();
                features = null;
            } else {
                pixels = null;
                features = new float[n * width];
                from.read(all, 0, n, features);
            }
        }

        Examples examples() {
            return pixels != null
                    ? new ImageExamples(pixels, width, targets)
                    : new DenseExamples(features == null ? new float[0] : features, width, targets);
        }
    }
}
