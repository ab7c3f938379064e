package dev.parley.secure;

import static dev.parley.Parley.data;
import static dev.parley.Parley.federation;
import static dev.parley.Parley.mean;
import static dev.parley.Parley.softmax;
import static dev.parley.Partitions.quantitySkew;
import static dev.parley.Sums.secure;

import dev.parley.Federation;
import dev.parley.data.Parties;
import dev.parley.engine.loopback.Ear;
import dev.parley.engine.loopback.Loopback;
import dev.parley.message.Member;
import dev.parley.message.Turn;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Rows with missing values, small numbers, a constant and texts, and who hears what is told of them. */
final class RoundZeroRows {
    static final Federation HIDDEN = federation().rounds(1).aggregate(secure(mean()));
    static final Parties FIVE = data(table(8000, 3)).target("y").split(5, quantitySkew(20));

    @SuppressWarnings("ArrayRecordComponent")
    record Message(Turn turn, int party, byte[] bytes) {}

    static final class Tap implements Ear {
        final List<Message> heard = new CopyOnWriteArrayList<>();

        @Override
        public void up(Turn turn, Member from, byte[] bytes) {
            if (turn.round() == 0) {
                heard.add(new Message(turn, from.index(), bytes.clone()));
            }
        }
    }

    static Table table(int n, long seed) {
        Random random = new Random(seed);
        double[] x = new double[n];
        double[] small = new double[n];
        double[] constant = new double[n];
        String[] kind = new String[n];
        String[] y = new String[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextInt(10) == 0 ? Double.NaN : 1e6 + random.nextGaussian();
            small[i] = 1e-5 * random.nextGaussian();
            constant[i] = 0.1;
            kind[i] = List.of("a", "b", "c", "").get(random.nextInt(4));
            y[i] = List.of("yes", "no", "maybe").get(random.nextInt(3));
        }
        return Table.create(
                DoubleColumn.create("x", x),
                DoubleColumn.create("small", small),
                DoubleColumn.create("constant", constant),
                StringColumn.create("kind", kind),
                StringColumn.create("y", y));
    }

    static Tap tapped(Federation plan) {
        Tap tap = new Tap();
        plan.on(new Loopback(2, tap)).train(softmax(), FIVE);
        return tap;
    }

    private RoundZeroRows() {}
}
