package dev.parley.client;

import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static dev.parley.Rules.*;
import static dev.parley.Scaling.none;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Federation;
import dev.parley.data.Parties;
import dev.parley.example.Examples;
import dev.parley.example.Party;
import dev.parley.fault.PlanException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.Remembered;
import dev.parley.num.ParamVector;
import dev.parley.partition.ByColumn;
import dev.parley.run.Run;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** SCAFFOLD against identities of the paper, and against optima in closed form. */
class ScaffoldTest {
    private static final int STEPS = 10;
    private static final double RATE = 0.1;

    private static final Parties CLINICS = dataset("digits").split(5, dirichlet(0.3), 3);

    /** Two sites whose rows lie on other lines, over other ranges: their optima and their curvatures differ. */
    private static Parties sites() {
        int n = 80;
        double[] x = new double[n];
        double[] y = new double[n];
        String[] site = new String[n];
        for (int i = 0; i < n; i++) {
            boolean north = i % 2 == 0;
            x[i] = (i * 37 % n - n / 2.0) / n * (north ? 4 : 1);
            y[i] = north ? 2 * x[i] + 1 : -3 * x[i] - 1;
            site[i] = north ? "north" : "south";
        }
        Table table = Table.create(
                "sites", DoubleColumn.create("x", x), DoubleColumn.create("y", y), StringColumn.create("site", site));
        return data(table).target("y").features(none()).split(new ByColumn("site"));
    }

    private static Federation full(ClientAlgorithm client, int rounds) {
        return federation().rounds(rounds).client(client).aggregate(mean());
    }

    private static LocalSgd steps() {
        return localSgd(RATE).epochs(STEPS).batch(1000);
    }

    /** The half of a squared error over a party's rows: w -> w H w / 2 - g w, for w = (slope, intercept). */
    private record Quadratic(double xx, double x, double xy, double y) {
        static Quadratic of(Party party) {
            Examples rows = party.examples();
            double[] sums = new double[4];
            float[] value = new float[1];
            for (int row = 0; row < rows.size(); row++) {
                rows.read(new int[] {row}, 0, 1, value);
                sums[0] += value[0] * (double) value[0];
                sums[1] += value[0];
                sums[2] += value[0] * (double) rows.target(row);
                sums[3] += rows.target(row);
            }
            int n = rows.size();
            return new Quadratic(sums[0] / n, sums[1] / n, sums[2] / n, sums[3] / n);
        }

        double[] gradient(double[] w) {
            return new double[] {xx * w[0] + x * w[1] - xy, x * w[0] + w[1] - y};
        }

        /** Where the local steps lead. */
        double[] after(double[] w) {
            double[] now = w.clone();
            for (int step = 0; step < STEPS; step++) {
                double[] slope = gradient(now);
                now[0] -= RATE * slope[0];
                now[1] -= RATE * slope[1];
            }
            return now;
        }
    }

    /** Solves f(w) = 0 for f of the form A w + b, which three values of f tell. */
    private static double[] root(java.util.function.UnaryOperator<double[]> f) {
        double[] b = f.apply(new double[] {0, 0});
        double[] first = f.apply(new double[] {1, 0});
        double[] second = f.apply(new double[] {0, 1});
        double a11 = first[0] - b[0];
        double a21 = first[1] - b[1];
        double a12 = second[0] - b[0];
        double a22 = second[1] - b[1];
        double det = a11 * a22 - a12 * a21;
        return new double[] {(-b[0] * a22 + b[1] * a12) / det, (-b[1] * a11 + b[0] * a21) / det};
    }

    private static double[] trained(Run run) {
        ParamVector params = run.parts().outcome().params().get(0);
        return new double[] {params.at(0), params.at(1)};
    }

    private static void close(double[] found, double[] wanted) {
        assertThat(found[0]).isCloseTo(wanted[0], within(2e-4));
        assertThat(found[1]).isCloseTo(wanted[1], within(2e-4));
    }

    @Test
    void reachesTheCommonOptimumWhereFedAvgEndsBesideIt() {
        Parties sites = sites();
        List<Quadratic> losses = sites.all().stream().map(Quadratic::of).toList();
        double[] optimum = root(w -> {
            double[] one = losses.get(0).gradient(w);
            double[] other = losses.get(1).gradient(w);
            return new double[] {one[0] + other[0], one[1] + other[1]};
        });
        double[] biased = root(w -> {
            double[] one = losses.get(0).after(w);
            double[] other = losses.get(1).after(w);
            return new double[] {(one[0] + other[0]) / 2 - w[0], (one[1] + other[1]) / 2 - w[1]};
        });

        double[] fedAvg = trained(full(steps(), 400).train(linear(), sites));
        double[] scaffold = trained(full(new Scaffold(steps()), 400).train(linear(), sites));

        close(fedAvg, biased);
        close(scaffold, optimum);
        assertThat(Math.abs(biased[0] - optimum[0])).isGreaterThan(0.1);
    }

    @Test
    void theServersVariateIsTheMeanOfThePartiesWhereAllTakePart() throws IOException {
        Run run = full(scaffold(), 6)
                .onRound(round -> {
                    if (round.round() == 4) {
                        round.stop();
                    }
                })
                .train(softmax(), CLINICS);
        var state = run.parts().outcome().state();
        ParamVector server = state.coordinator().vectors().get("scaffold/control");
        List<ParamVector> theirs = new ArrayList<>();
        try (InputStream in = state.parties().open();
                DataInputStream data = new DataInputStream(in)) {
            for (int party = 0; party < CLINICS.size(); party++) {
                assertThat(data.readInt()).isEqualTo(party);
                theirs.add(Remembered.read(data).vectors().get("scaffold/control"));
            }
        }

        assertThat(server.norm()).isGreaterThan(0.01);
        for (int at = 0; at < server.length(); at++) {
            int i = at;
            double mean =
                    theirs.stream().mapToDouble(one -> one.at(i)).average().orElseThrow();
            assertThat((double) server.at(at)).isCloseTo(mean, within(2e-6));
        }
    }

    @Test
    void theFirstRoundIsThatOfPlainSgdToRounding() {
        ParamVector scaffold = full(scaffold(), 1)
                .train(softmax(), CLINICS)
                .parts()
                .outcome()
                .params()
                .get(0);
        ParamVector sgd = full(localSgd(0.1), 1)
                .train(softmax(), CLINICS)
                .parts()
                .outcome()
                .params()
                .get(0);

        assertThat(scaffold.minus(sgd).norm()).isLessThan(1e-5 * sgd.norm());
    }

    @Test
    void givesTheSameBitsOnEveryEngineAndAfterAStop(@TempDir Path folder) {
        Federation plan = full(scaffold(), 6).participation(0.6);
        String whole = plan.on(threads(1)).train(softmax(), CLINICS).fingerprint();
        String path = folder.resolve("half").toString();
        Run half = plan.on(threads(2))
                .onRound(round -> {
                    if (round.round() == 3) {
                        round.stop();
                    }
                })
                .train(softmax(), CLINICS);
        save(half, path);

        assertThat(plan.on(threads(2)).train(softmax(), CLINICS).fingerprint()).isEqualTo(whole);
        assertThat(plan.on(loopback()).train(softmax(), CLINICS).fingerprint()).isEqualTo(whole);
        assertThat(half.resume().fingerprint()).isEqualTo(whole);
        assertThat(load(path).resume().fingerprint()).isEqualTo(whole);
        String done = folder.resolve("done").toString();
        save(half.resume(), done);
        assertThat(replay(done).fingerprint()).isEqualTo(whole);
    }

    @Test
    void refusesWhatScalesTheVariatesWrongly() {
        for (Scaffold bad : List.of(scaffold().momentum(0.9), scaffold().weightDecay(0.01))) {
            assertThatThrownBy(() -> full(bad, 2).train(softmax(), CLINICS))
                    .isInstanceOf(PlanException.class)
                    .hasMessageContaining("plain SGD")
                    .hasMessageContaining("leave them out");
        }
    }
}
