package dev.parley.bench;

import dev.parley.example.Party;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.Combine;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Draws;
import dev.parley.filter.Exchange;
import dev.parley.filter.Filter;
import dev.parley.filter.Fold;
import dev.parley.filter.Memories;
import dev.parley.filter.Memory;
import dev.parley.filter.PartySide;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.model.Learner;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.num.VectorPool;
import dev.parley.party.NamedDraws;
import dev.parley.secure.Secure;
import dev.parley.wire.Float32;
import dev.parley.wire.Messages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** One secure sum of parties that need not train, of whom some leave before their vectors; one thread, its processor's time. */
final class SecureWork {
    private final Filter filter;
    private final Layout layout;
    private final ParamVector delta;
    private final ParamVector params;
    private final Messages messages;
    private final List<Member> members = new ArrayList<>();
    private final List<Memories> secrets = new ArrayList<>();
    private final Memories own = new Memories(new VectorPool());
    private long partyNanos;
    private long up;
    private long down;
    private int round;

    SecureWork(Secure sum, int parties, int length) {
        this.filter = sum.needs().get(0);
        this.layout = Layout.empty().then("update", length);
        this.params = ParamVector.zeros(layout);
        this.messages = new Messages(new Float32(), layout);
        float[] values = new float[length];
        Random random = new Random(1);
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        this.delta = ParamVector.of(layout, values);
        for (int party = 0; party < parties; party++) {
            members.add(new Member(party, "party-" + (party + 1), 0));
            secrets.add(new Memories(new VectorPool()));
        }
    }

    /**
     * One sum.
     *
     * @param leaving how many leave before they send their vectors
     * @return seconds of a party and of the coordinator, bytes a party sends and receives, and bytes of the vector in the open
     */
    String once(int leaving) {
        partyNanos = 0;
        up = 0;
        down = 0;
        round++;
        Turn turn = new Turn(round, round, Turn.TRAIN, false);
        long start = Processor.nanos();
        Broadcast to = new Broadcast(turn, new Seed(1), Payload.of(Update.PARAMS, params));
        Aggregate all = filter.atCoordinator(to, new Side(turn), new Walk(members, leaving));
        double coordinator = (Processor.nanos() - start - partyNanos) / 1e9;
        int n = members.size();
        double off = 0;
        for (int i = 0; i < layout.length(); i += 997) {
            off = Math.max(off, Math.abs(all.delta().at(i) - delta.at(i)));
        }
        if (all.from().size() != n - leaving || off > 1e-4) {
            throw new IllegalStateException("the result is wrong: this measures nothing");
        }
        all.payload().close();
        secrets.forEach(Memories::rollBack);
        own.rollBack();
        long open = messages.size(new Update(members.get(0), 1, Payload.of(Update.DELTA, delta), Work.NONE));
        return partyNanos / 1e9 / n + " " + coordinator + " " + up / n + " " + down / n + " " + open;
    }

    private <T> T asParty(Supplier<T> work) {
        long start = Processor.nanos();
        T made = work.get();
        partyNanos += Processor.nanos() - start;
        return made;
    }

    /** The coordinator. */
    private final class Side implements CoordinatorSide {
        private final Turn turn;

        Side(Turn turn) {
            this.turn = turn;
        }

        @Override
        public Turn turn() {
            return turn;
        }

        @Override
        public int population() {
            return members.size();
        }

        @Override
        public ParamVector params() {
            return params;
        }

        @Override
        public Learner learner() {
            throw new IllegalStateException("nobody learns here");
        }

        @Override
        public Memory memory() {
            return own.of("memory");
        }

        @Override
        public Memory secrets() {
            return own.of("secrets");
        }

        @Override
        public Draws draws() {
            return new NamedDraws(new Seed(1));
        }

        @Override
        public Combine combine(String vector) {
            return Combine.AS_DELTA;
        }

        @Override
        public void note(String column, double value) {}

        @Override
        public void stop(String why) {}
    }

    /** A party. */
    private record One(Member member, Memories memories) implements PartySide {
        @Override
        public Party party() {
            throw new IllegalStateException("nobody has rows here");
        }

        @Override
        public ClientAlgorithm client() {
            throw new IllegalStateException("nobody learns here");
        }

        @Override
        public Layout layout() {
            throw new IllegalStateException("there is no model here");
        }

        @Override
        public Learner learner() {
            throw new IllegalStateException("nobody learns here");
        }

        @Override
        public Memory memory() {
            return memories.of("memory");
        }

        @Override
        public Memory secrets() {
            return memories.of("secrets");
        }

        @Override
        public Memory vault() {
            return memories.of("vault");
        }

        @Override
        public VectorPool pool() {
            return new VectorPool();
        }

        @Override
        public Combine combine(String name) {
            return Combine.AS_DELTA;
        }

        @Override
        public Draws draws() {
            return new NamedDraws(new Seed(member.index()));
        }

        @Override
        public int[] order(Seed by) {
            throw new IllegalStateException("nobody has rows here");
        }
    }

    /** The exchange, of which the last parties leave before they train. */
    private final class Walk implements Exchange {
        private final List<Member> cohort;
        private final int leaving;

        Walk(List<Member> cohort, int leaving) {
            this.cohort = cohort;
            this.leaving = leaving;
        }

        @Override
        public List<Member> cohort() {
            return cohort;
        }

        @Override
        public Exchange among(List<Member> some) {
            return new Walk(some, leaving);
        }

        @Override
        public Aggregate with(Broadcast to) {
            throw new IllegalStateException("a sum brings its own fold");
        }

        @Override
        public Aggregate with(Broadcast to, IntFunction<Payload> ownPayload) {
            throw new IllegalStateException("a sum brings its own fold");
        }

        private PartySide side(Member member) {
            return new One(member, secrets.get(member.index()));
        }

        @Override
        public Aggregate with(Broadcast to, IntFunction<Payload> ownPayload, Fold into) {
            for (Member member : cohort) {
                Broadcast from = to.carrying(to.payload().and(ownPayload.apply(member.index())));
                down += messages.size(from);
                if (member.index() < members.size() - leaving) {
                    Update update = asParty(() -> filter.atParty(
                            from,
                            side(member),
                            (broadcast, here) ->
                                    new Update(member, 1, Payload.of(Update.DELTA, delta.copy()), Work.NONE)));
                    up += messages.size(update);
                    into.take(update);
                }
            }
            return into.end();
        }

        @Override
        public Map<Member, Payload> ask(String step, Map<Member, Payload> to) {
            Map<Member, Payload> answers = new LinkedHashMap<>();
            to.forEach((member, payload) -> {
                down += messages.size(new Broadcast(new Turn(1, 1, step, false), new Seed(1), payload));
                Payload answer = asParty(() -> filter.asked(step, payload, side(member)));
                up += messages.size(new Update(member, 0, answer, Work.NONE));
                answers.put(member, answer);
            });
            return answers;
        }
    }
}
