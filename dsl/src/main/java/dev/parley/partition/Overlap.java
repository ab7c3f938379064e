package dev.parley.partition;

import dev.parley.fault.Check;
import dev.parley.fault.DataException;
import dev.parley.num.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows that several parties have: after another deal each party also gets copies of others' rows, drawn evenly from all
 * that it does not have.
 *
 * @param share of its own number of rows, above 0 and at most 1
 * @param inner how rows are dealt first
 */
public record Overlap(double share, Partition inner) implements Partition {
    public Overlap {
        if (!(share > 0 && share <= 1)) {
            throw new DataException("overlapping(" + Check.text(share) + ", " + inner
                    + "): the share of rows that a party shares must be above 0 and at most 1");
        }
    }

    @Override
    public List<int[]> deal(Rows rows, int parties, Seed seed) {
        List<int[]> own = inner.deal(rows, parties, seed);
        List<int[]> all = new ArrayList<>();
        for (int party = 0; party < own.size(); party++) {
            boolean[] has = new boolean[rows.size()];
            IntStream.of(own.get(party)).forEach(row -> has[row] = true);
            int[] others =
                    IntStream.range(0, rows.size()).filter(row -> !has[row]).toArray();
            seed.at("overlap", party).shuffle(others);
            int more = Math.min(others.length, (int) Math.round(share * own.get(party).length));
            all.add(IntStream.concat(
                            IntStream.of(own.get(party)), IntStream.of(others).limit(more))
                    .toArray());
        }
        return all;
    }

    @Override
    public boolean sharesRows() {
        return true;
    }

    @Override
    public List<String> names(Rows rows, int parties) {
        return inner.names(rows, parties);
    }

    @Override
    public String toString() {
        return "overlapping(" + Check.text(share) + ", " + inner + ")";
    }
}
