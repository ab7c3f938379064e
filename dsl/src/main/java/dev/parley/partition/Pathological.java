package dev.parley.partition;

import dev.parley.fault.DataException;
import dev.parley.num.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gives each party exactly k classes; the rows of a class are divided evenly among the parties that hold it.
 *
 * <p>A party takes the classes held by the fewest so far, ties broken at random, so all classes are held about equally
 * often. Source: the label-distribution skew of Q. Li et al., "Federated learning on non-IID data silos", ICDE 2022,
 * section IV.
 *
 * @param classes k, from 1 to the number of classes
 */
public record Pathological(int classes) implements Partition {
    public Pathological {
        if (classes < 1) {
            throw new DataException("pathological(" + classes
                    + "): a party needs at least 1 class; pathological(2) is the usual choice");
        }
    }

    @Override
    public List<int[]> deal(Rows rows, int parties, Seed seed) {
        int[] present = IntStream.range(0, rows.groupCount())
                .filter(group -> rows.ofGroup(group).length > 0)
                .toArray();
        check(parties, present.length);
        List<List<Integer>> holders = holders(present, parties, rows.groupCount(), seed);
        List<List<int[]>> dealt = new ArrayList<>();
        for (int party = 0; party < parties; party++) {
            dealt.add(new ArrayList<>());
        }
        for (int group : present) {
            int[] members = rows.ofGroup(group);
            List<Integer> held = holders.get(group);
            if (members.length < held.size()) {
                throw new DataException(this + ": class \"" + rows.groupName(group) + "\" has " + members.length
                        + " training rows, but " + held.size()
                        + " parties are to hold it; ask for fewer parties or classes");
            }
            seed.at("pathological rows", group).shuffle(members);
            for (int i = 0; i < held.size(); i++) {
                dealt.get(held.get(i)).add(Deal.slice(members, i, held.size()));
            }
        }
        return dealt.stream().map(Deal::join).toList();
    }

    private void check(int parties, int present) {
        if (classes > present) {
            throw new DataException(
                    this + ": the training rows have only " + present + " classes; ask for at most " + present);
        }
        if ((long) parties * classes < present) {
            throw new DataException(this + ": " + parties + " parties hold at most " + (long) parties * classes + " of "
                    + present + " classes, so rows would be left over; ask for more parties or more classes each");
        }
    }

    private List<List<Integer>> holders(int[] present, int parties, int groups, Seed seed) {
        List<List<Integer>> holders = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            holders.add(new ArrayList<>());
        }
        for (int party = 0; party < parties; party++) {
            int[] mixed = present.clone();
            seed.at("pathological classes", party).shuffle(mixed);
            List<Integer> least = Arrays.stream(mixed)
                    .boxed()
                    .sorted(Comparator.comparingInt(group -> holders.get(group).size()))
                    .toList();
            for (int group : least.subList(0, classes)) {
                holders.get(group).add(party);
            }
        }
        return holders;
    }

    @Override
    public String toString() {
        return "pathological(" + classes + ")";
    }
}
