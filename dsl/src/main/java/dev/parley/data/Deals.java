package dev.parley.data;

import dev.parley.num.Seed;
import dev.parley.partition.HoldOut;
import dev.parley.table.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Training rows of each party.
 *
 * @param deal each party's training rows, rising
 * @param held rows that each keeps for its own test, rising
 * @param share of its rows that each was to keep; 0 where none
 */
record Deals(List<int[]> deal, List<int[]> held, double share) {
    Deals {
        deal = List.copyOf(deal);
        held = List.copyOf(held);
    }

    /** One party that has all rows. */
    static Deals of(int[] rows) {
        return new Deals(List.of(rows), List.of(new int[0]), 0);
    }

    int size() {
        return deal.size();
    }

    /** All rows that parties train on, rising, each once. */
    int[] trained() {
        return deal.stream().flatMapToInt(IntStream::of).sorted().distinct().toArray();
    }

    /** The same rows, of which each party keeps a share for its own test, class by class. */
    Deals keeping(double some, Target target, Seed seed) {
        List<int[]> less = new ArrayList<>();
        List<int[]> kept = new ArrayList<>();
        for (int party = 0; party < deal.size(); party++) {
            int[] own = IntStream.concat(IntStream.of(deal.get(party)), IntStream.of(held.get(party)))
                    .sorted()
                    .toArray();
            Deals one = keeping(own, party, some, target, seed);
            less.add(one.deal.get(0));
            kept.add(one.held.get(0));
        }
        return new Deals(less, kept, some);
    }

    /** The same for the rows of one party, at a place among all. */
    static Deals keeping(int[] own, int party, double some, Target target, Seed seed) {
        HoldOut.Parts parts = HoldOut.trainTest(1 - some).deal(target.rows(own), false, seed.at("party-test", party));
        return new Deals(
                List.of(IntStream.of(parts.train()).map(row -> own[row]).toArray()),
                List.of(IntStream.of(parts.test()).map(row -> own[row]).toArray()),
                some);
    }

    /** Number of parties that keep no rows. */
    long keepingNone() {
        return held.stream().filter(rows -> rows.length == 0).count();
    }
}
