package dev.parley.secure;

import dev.parley.example.Party;
import dev.parley.fault.SecureSumException;
import dev.parley.feature.SameColumns;
import dev.parley.feature.SummedStatistics;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Round 0 in sums: each party tells names in the open, and then all together the sums of counts, numbers and squares, under
 * the masks of a sum in a ring of 320 bits.
 *
 * <p>A number below 2^63 in size with 64 binary places has 127 bits, its square 254; 2^64 rows of these are below 2^319.
 */
record StatisticsSum(Secure sum, CoordinatorSide here, Exchange inner) {
    /** Bits of the ring. */
    static final int BITS = 320;

    private static final String TOLD = "statistics";

    /** A party's answer to the step {@code names}. */
    static Payload names(Party party) {
        return Payload.EMPTY.and(
                Masked.NAMES, SummedStatistics.names(party.statistics()).bytes(TOLD));
    }

    /**
     * A party's numbers, before they are masked.
     *
     * @param update what it tells in the open where there is no sum
     * @param names of all parties
     */
    static Encoded encoded(Update update, Payload names) {
        List<BigInteger> numbers;
        try {
            numbers = SummedStatistics.numbers(update.payload(), read(names));
        } catch (IllegalArgumentException e) {
            throw new Unreadable(String.valueOf(e.getMessage()), e);
        }
        Form form = new Form(new TreeMap<>(Map.of(TOLD, numbers.size())), List.of());
        RingVector ring = MaskedVector.zeros(form, BITS);
        for (int i = 0; i < numbers.size(); i++) {
            ring.wider().put(i, numbers.get(i));
        }
        ring.tail()[MaskedVector.ONE] = 1;
        return new Encoded(form, ring);
    }

    private static Payload read(Payload message) {
        return Payload.EMPTY.and(TOLD, new Question(message).part(Masked.NAMES));
    }

    /** Statistics that all parties tell together, to be read as that of one. */
    Aggregate open(Broadcast to) {
        List<Member> all = inner.cohort();
        if (all.size() < Secure.LEAST) {
            throw new SecureSumException(sum + " sums what parties tell of their columns before the first round, but "
                    + all.size() + " parties are too few for a sum that tells nothing of one; let " + Secure.LEAST
                    + " or more take part");
        }
        Map<Member, Payload> asked = new LinkedHashMap<>();
        all.forEach(member -> asked.put(member, Payload.EMPTY));
        Map<Member, Payload> told = inner.ask(Masked.NAMES, asked);
        everyone(new ArrayList<>(told.keySet()), all);
        List<Payload> names = told.values().stream().map(StatisticsSum::read).toList();
        SameColumns.check(names, told.keySet().stream().map(Member::name).toList(), sum + ", round 0");
        Payload joined = SummedStatistics.all(names);
        int numbers = SummedStatistics.numbers(joined, joined).size();
        if (numbers == 0) {
            return new Aggregate(joined, all, all.size());
        }
        Broadcast asking = to.carrying(to.payload().and(Masked.NAMES, joined.bytes(TOLD)));
        OpenedSum opened = new SumRound(sum, here, inner).open(asking);
        everyone(opened.from(), all);
        List<BigInteger> sums = IntStream.range(0, numbers)
                .mapToObj(opened.numbers().wider()::at)
                .toList();
        return new Aggregate(SummedStatistics.of(joined, sums), all, all.size());
    }

    /** All have to tell, since rows are coded by what all rows come to. */
    private void everyone(List<Member> answered, List<Member> all) {
        List<String> missing = all.stream()
                .filter(member -> !answered.contains(member))
                .map(Member::name)
                .toList();
        if (!missing.isEmpty()) {
            String why = inner.refusals().values().stream()
                    .findFirst()
                    .map(text -> " (" + text + ")")
                    .orElse("");
            throw new SecureSumException(
                    sum + " needs what every party tells of its columns before the first round, but "
                            + String.join(", ", missing) + (missing.size() == 1 ? " does" : " do") + " not answer" + why
                            + "; train without, or with features(none()), which needs nothing of the rows");
        }
    }
}
