package dev.parley.compress;

import static dev.parley.Attacks.*;
import static dev.parley.Engines.*;
import static dev.parley.Parley.*;

import dev.parley.Cases;
import dev.parley.data.Parties;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Five hospitals, and a client that sends known numbers to them. */
final class KnownDeltas {
    static final Parties HOSPITALS = dataset("breast-cancer").split(5, dirichlet(0.5));
    static final int D = 31;

    private KnownDeltas() {}

    /** Sends numbers that are known, and fails once where it is to. */
    record Known(AtomicBoolean fails) implements ClientAlgorithm {
        static float[] delta(int party, int round) {
            return Cases.floats(new Seed(party).at("round", round).random(), D, 2);
        }

        @Override
        public Update train(Broadcast from, PartySide here) {
            if (here.member().index() == 3 && from.round() == 4 && fails.getAndSet(false)) {
                throw new IllegalStateException("no power");
            }
            float[] delta = delta(here.member().index(), from.round());
            Layout layout = from.params().layout();
            return new Update(here.member(), 10, Payload.of(Update.DELTA, ParamVector.of(layout, delta)), Work.NONE);
        }
    }

    /** The k largest of u, worked out by sorting. */
    static float[] largest(float[] u, int k) {
        int[] order = IntStream.range(0, u.length)
                .boxed()
                .sorted((a, b) -> Float.compare(Math.abs(u[b]), Math.abs(u[a])))
                .limit(k)
                .mapToInt(i -> i)
                .toArray();
        float[] made = new float[u.length];
        for (int place : order) {
            made[place] = u[place];
        }
        return made;
    }

    static List<Integer> places(float[] values) {
        return IntStream.range(0, values.length)
                .filter(i -> values[i] != 0)
                .boxed()
                .toList();
    }
}
