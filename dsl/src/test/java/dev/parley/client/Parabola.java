package dev.parley.client;

import static dev.parley.Parley.*;
import static dev.parley.Partitions.*;
import static dev.parley.Scaling.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.data.Parties;
import dev.parley.example.Task;
import dev.parley.message.Member;
import dev.parley.result.PartyResult;
import dev.parley.run.Run;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Four parties of one parabola, sorted by its height, who fit a line: their optima and curvatures differ. */
final class Parabola {
    static final Parties PARTIES =
            data(table()).target("y").task(Task.REGRESSION).features(none()).split(4, shards(1));
    static final List<LeastSquares> QUADRATICS =
            PARTIES.all().stream().map(LeastSquares::of).toList();

    private Parabola() {}

    private static Table table() {
        double[] x = IntStream.range(0, 100).mapToDouble(i -> i / 49.5 - 1).toArray();
        double[] y =
                IntStream.range(0, 100).mapToDouble(i -> Math.pow(x[i] + 1, 2)).toArray();
        return Table.create("parabola", DoubleColumn.create("x", x), DoubleColumn.create("y", y));
    }

    /** Indices of the parties that were drawn in a round, counted from 0; so many are expected. */
    static List<Integer> drawn(Run run, int round, int cohort) {
        List<Integer> drawn = run.rounds().get(round).parties().stream()
                .map(PartyResult::party)
                .map(Member::index)
                .toList();
        assertThat(drawn).hasSize(cohort);
        return drawn;
    }
}
