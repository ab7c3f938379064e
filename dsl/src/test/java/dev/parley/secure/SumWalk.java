package dev.parley.secure;

import dev.parley.filter.CoordinatorDouble;
import dev.parley.filter.Exchange;
import dev.parley.filter.Fold;
import dev.parley.filter.NotAsked;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A sum among parties of a test, who leave when it says, and whose messages it may hear and change. */
class SumWalk implements NotAsked {
    static final List<String> STEPS = List.of(Masked.KEYS, Masked.SHARES, Turn.TRAIN, Masked.UNMASK);

    final Secure sum;
    final Masked filter;
    final List<PartyDouble> parties;
    final CoordinatorDouble coordinator;
    private final List<Payload> updates = new ArrayList<>();
    private final List<Integer> weights = new ArrayList<>();
    private final Layout layout;
    private final String[] plain;
    private List<Member> cohort;

    /** Messages on their way; a test changes them, or throws for a party that fails. */
    interface Way {
        Payload down(String step, Member to, Payload message);

        Payload up(String step, Member from, Payload message);
    }

    static final Way UNTOUCHED = new Way() {
        @Override
        public Payload down(String step, Member to, Payload message) {
            return message;
        }

        @Override
        public Payload up(String step, Member from, Payload message) {
            return message;
        }
    };

    Way way = UNTOUCHED;

    /** Work and rows of the updates as they left. */
    final Map<Integer, Work> works = new LinkedHashMap<>();

    final List<Integer> examples = new ArrayList<>();

    /** At which step each leaves, 0 to 3; 4 for never. */
    int[] leaves;

    SumWalk(Secure sum, int parties, int length, String... plain) {
        this.sum = sum;
        this.filter = new Masked(sum);
        this.layout = Layout.empty().then("x", length);
        this.plain = plain;
        this.parties = IntStream.range(0, parties)
                .mapToObj(index -> PartyDouble.of(index, plain))
                .toList();
        this.coordinator = CoordinatorDouble.of(3, parties, length, new Seed(7), plain);
        this.cohort = this.parties.stream().map(PartyDouble::member).toList();
        this.leaves = IntStream.range(0, parties).map(party -> 4).toArray();
    }

    /** Gives each party an update. */
    SumWalk fill(RandomGenerator random, int mostRows) {
        for (int party = 0; party < parties.size(); party++) {
            Payload payload = Payload.of(Update.DELTA, drawn(random));
            for (String name : plain) {
                payload = payload.and(name, drawn(random));
            }
            updates.add(payload.and("loss", random.nextDouble(10)));
            weights.add(1 + random.nextInt(mostRows));
        }
        return this;
    }

    private ParamVector drawn(RandomGenerator random) {
        float[] values = new float[layout.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return ParamVector.of(layout, values);
    }

    Update update(int party) {
        Payload copy = updates.get(party);
        for (Map.Entry<String, ParamVector> each : copy.vectors().entrySet()) {
            copy = copy.and(each.getKey(), each.getValue().copy());
        }
        return new Update(cohort.get(party), weights.get(party), copy, new Work(99, 9, 1, 2));
    }

    Broadcast broadcast() {
        return new Broadcast(coordinator.turn(), new Seed(7), Payload.of(Update.PARAMS, coordinator.params()));
    }

    /** Walks through the sum. */
    Aggregate open() {
        return filter.atCoordinator(broadcast(), coordinator, this);
    }

    /** The sum of some parties' numbers, in the open. */
    Aggregate openly(IntPredicate isIn, int inAll) {
        Form form = Form.of(updates.get(0));
        RingVector added = MaskedVector.zeros(form, sum.ring(inAll));
        List<Member> from = new ArrayList<>();
        for (int party = 0; party < parties.size(); party++) {
            if (isIn.test(party)) {
                SumId id = new SumId(coordinator.turn().round(), 1);
                added.add(Encoded.of(sum, update(party), parties.get(party), id, inAll)
                        .numbers());
                from.add(cohort.get(party));
            }
        }
        return new SumDecoder(sum, coordinator).mean(new OpenedSum(form, added, from));
    }

    private boolean isThere(int party, String step) {
        return leaves[party] > STEPS.indexOf(step.equals(Masked.AGREE) ? Masked.UNMASK : step);
    }

    @Override
    public List<Member> cohort() {
        return cohort;
    }

    @Override
    public Exchange among(List<Member> some) {
        SumWalk all = this;
        return new Among(all, some);
    }

    @Override
    public Aggregate with(Broadcast to, IntFunction<Payload> own, Fold into) {
        return with(cohort, to, own, into);
    }

    Aggregate with(List<Member> some, Broadcast to, IntFunction<Payload> own, Fold into) {
        for (Member member : some) {
            if (isThere(member.index(), Turn.TRAIN)) {
                Payload down = way.down(Turn.TRAIN, member, own.apply(member.index()));
                Broadcast from = to.carrying(to.payload().and(down));
                Update update =
                        filter.atParty(from, parties.get(member.index()), (broadcast, here) -> update(member.index()));
                works.put(member.index(), update.work());
                examples.add(update.examples());
                update = update.carrying(way.up(Turn.TRAIN, member, update.payload()));
                into.take(filter.arrived(update, coordinator));
            }
        }
        return into.end();
    }

    @Override
    public Map<Member, Payload> ask(String step, Map<Member, Payload> to) {
        Map<Member, Payload> answers = new LinkedHashMap<>();
        to.forEach((member, payload) -> {
            if (isThere(member.index(), step)) {
                Payload down = way.down(step, member, payload);
                Payload up = filter.asked(step, down, parties.get(member.index()));
                answers.put(member, way.up(step, member, up));
            }
        });
        return answers;
    }

    private record Among(SumWalk all, List<Member> cohort) implements NotAsked {
        @Override
        public Aggregate with(Broadcast to, IntFunction<Payload> own, Fold into) {
            return all.with(cohort, to, own, into);
        }

        @Override
        public Map<Member, Payload> ask(String step, Map<Member, Payload> to) {
            return all.ask(step, to);
        }
    }
}
