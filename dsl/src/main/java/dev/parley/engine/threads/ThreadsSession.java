package dev.parley.engine.threads;

import dev.parley.engine.Arrival;
import dev.parley.engine.PartySnapshot;
import dev.parley.engine.Roster;
import dev.parley.engine.Session;
import dev.parley.engine.UpdateSink;
import dev.parley.fault.PartyException;
import dev.parley.filter.Remembered;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.model.Learner;
import dev.parley.num.Seed;
import dev.parley.num.VectorPool;
import dev.parley.party.PartyAtWork;
import dev.parley.party.PartyState;
import dev.parley.plan.Program;
import dev.parley.wire.Delivery;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.IntFunction;

/** A training on a pool of threads; at most a few updates wait for their turn, so memory does not grow with the cohort. */
public final class ThreadsSession implements Session {
    private final Roster roster;
    private final List<Member> members;
    private final Carrier carrier;
    private final PartyAtWork work;
    private final Arrival arrival;
    private final LearnerPool pool;
    private final int ahead;
    /** True where the parties' learners are those that an evaluation opens. */
    private final boolean alike;

    private final VectorPool vectors = new VectorPool();
    private final Map<Integer, PartyState> states = new TreeMap<>();
    private final Set<Integer> touched = new HashSet<>();

    /** A session whose messages go a way of their own. */
    public ThreadsSession(int threads, Program program, Roster roster, Carrier carrier) {
        this.roster = roster;
        this.members = program.known(roster.members());
        this.carrier = carrier;
        this.work = new PartyAtWork(program);
        this.arrival = new Arrival(work);
        this.ahead = 2 * threads;
        this.alike = program.client().shards() == 1 && batch(program, roster.largest()) == ThreadsEvaluator.BATCH;
        this.pool = new LearnerPool(threads, free -> learner(program, roster.largest(), threads, free));
    }

    /** A learner for the parties of one thread of another process: of the same bits, with no threads to help. */
    public static Learner learner(Program program, int largest) {
        return learner(program, largest, 1, task -> {
            throw new java.util.concurrent.RejectedExecutionException("there is one thread");
        });
    }

    /** A learner for training and scoring: the larger its batch the faster, up to some hundred rows. */
    private static Learner learner(Program program, int largest, int threads, Executor free) {
        return Sharded.open(
                program.model(),
                program.shape(),
                program.client().shards(),
                batch(program, largest),
                new ParallelFor(free, threads - 1));
    }

    private static int batch(Program program, int largest) {
        return Math.max(Math.min(program.client().batch(), largest), ThreadsEvaluator.BATCH);
    }

    /** Threads and learners that an evaluation may use between exchanges, where its learners are the same. */
    Optional<LearnerPool> idle() {
        return alike ? Optional.of(pool) : Optional.empty();
    }

    @Override
    public List<Member> members() {
        return members;
    }

    private PartyState state(int party) {
        touched.add(party);
        return states.computeIfAbsent(party, first -> new PartyState(vectors));
    }

    @Override
    public void exchange(
            Turn turn,
            int[] cohort,
            IntFunction<Seed> seeds,
            Payload shared,
            IntFunction<Payload> own,
            UpdateSink sink) {
        Deque<Future<Delivery>> working = new ArrayDeque<>();
        int next = 0;
        try {
            for (int index : cohort) {
                while (next < cohort.length && working.size() < ahead) {
                    int party = cohort[next++];
                    Broadcast from = new Broadcast(turn, seeds.apply(party), shared.and(own.apply(party)));
                    PartyState state = state(party);
                    working.add(pool.submit(learner -> deliver(
                            from,
                            party,
                            learner,
                            state,
                            desk -> carrier.carry(
                                    from, members.get(party), broadcast -> work.answer(broadcast, desk)))));
                }
                try {
                    sink.accept(pool.await(working.remove()));
                } catch (PartyException e) {
                    sink.failed(members.get(index), e);
                }
            }
        } finally {
            pool.abandon(working);
        }
    }

    private Delivery deliver(
            Broadcast from,
            int party,
            Learner learner,
            PartyState state,
            Function<PartyAtWork.Desk, Carrier.Carried> way) {
        long start = System.nanoTime();
        Member member = members.get(party);
        var desk = new PartyAtWork.Desk(roster.parties().get(party), member, learner, state, vectors);
        try {
            Carrier.Carried carried = way.apply(desk);
            return arrival.of(
                    from.turn(),
                    carried.update(),
                    carried.down(),
                    carried.up(),
                    Duration.ofNanos(System.nanoTime() - start));
        } catch (PartyException e) {
            state.rollBack();
            throw e;
        }
    }

    @Override
    public void ask(Turn turn, int filter, IntFunction<Seed> seeds, Map<Member, Payload> to, UpdateSink sink) {
        Map<Member, Future<Delivery>> asked = new LinkedHashMap<>();
        try {
            to.entrySet().stream()
                    .sorted(Comparator.comparingInt(each -> each.getKey().index()))
                    .forEach(each -> {
                        Member member = each.getKey();
                        Broadcast from = new Broadcast(turn, seeds.apply(member.index()), each.getValue());
                        PartyState state = state(member.index());
                        asked.put(
                                member,
                                pool.submit(learner -> deliver(
                                        from,
                                        member.index(),
                                        learner,
                                        state,
                                        desk -> carrier.ask(
                                                from, member, broadcast -> work.asked(filter, broadcast, desk)))));
                    });
            asked.forEach((member, answer) -> {
                try {
                    sink.accept(pool.await(answer));
                } catch (PartyException e) {
                    sink.failed(member, e);
                }
            });
        } finally {
            pool.abandon(asked.values());
        }
    }

    @Override
    public void finish() {
        for (int party : touched) {
            PartyState state = states.get(party);
            if (state != null) {
                state.finish();
                if (state.isNew()) {
                    states.remove(party);
                }
            }
        }
        touched.clear();
    }

    @Override
    public void snapshot(OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(new java.io.BufferedOutputStream(to, 1 << 16));
        for (Map.Entry<Integer, PartyState> each : states.entrySet()) {
            Remembered remembered = each.getValue().memory().remembered();
            if (!remembered.isEmpty()) {
                out.writeInt(each.getKey());
                remembered.write(out);
            }
        }
        out.flush();
    }

    @Override
    public void restore(InputStream from) throws IOException {
        PartySnapshot.read(
                from, members.size(), (party, memory) -> state(party).memory().restore(memory));
    }

    @Override
    public void close() {
        pool.close();
        states.values().forEach(PartyState::close);
        vectors.close();
    }
}
