package dev.parley.partition;

import dev.parley.fault.DataException;
import dev.parley.num.Seed;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sorts the rows by target, cuts them into equal shards and gives each party the same number of them at random.
 *
 * <p>With 2 shards most parties see 2 classes. Source: B. McMahan et al., "Communication-efficient learning of deep
 * networks from decentralized data", AISTATS 2017, section 3 (MNIST: 100 parties, 200 shards of 300 rows).
 *
 * @param perParty shards a party, from 1
 */
public record Shards(int perParty) implements Partition {
    public Shards {
        if (perParty < 1) {
            throw new DataException(
                    "shards(" + perParty + "): a party needs at least 1 shard; shards(2) is the usual choice");
        }
    }

    @Override
    public List<int[]> deal(Rows rows, int parties, Seed seed) {
        long shards = (long) parties * perParty;
        if (shards > rows.size()) {
            throw new DataException(this + ": " + parties + " parties take " + shards + " shards, but there are only "
                    + rows.size() + " training rows; ask for fewer shards or fewer parties");
        }
        int[] sorted = rows.byTarget();
        int[] order = IntStream.range(0, (int) shards).toArray();
        seed.at("shards").shuffle(order);
        return IntStream.range(0, parties)
                .mapToObj(party -> Deal.join(IntStream.range(0, perParty)
                        .mapToObj(i -> Deal.slice(sorted, order[party * perParty + i], order.length))
                        .toList()))
                .toList();
    }

    @Override
    public String toString() {
        return "shards(" + perParty + ")";
    }
}
