package dev.parley.engine.threads;

import dev.parley.client.PartyMemory;
import dev.parley.engine.Job;
import dev.parley.engine.Session;
import dev.parley.engine.UpdateSink;
import dev.parley.example.Examples;
import dev.parley.example.Party;
import dev.parley.fault.PartyException;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.model.Evaluation;
import dev.parley.model.MetricSums;
import dev.parley.num.ParamVector;
import dev.parley.num.VectorPool;
import dev.parley.result.PartyScore;
import dev.parley.wire.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A job on a pool of threads; at most a few updates wait for their turn, so memory does not grow with the cohort. */
final class ThreadsSession implements Session {
    private static final int CHUNK = 1024;

    private final Job job;
    private final LearnerPool pool;
    private final int ahead;
    private final List<Member> members;
    private final VectorPool vectors = new VectorPool();
    private final Map<Integer, PartyMemory> memories = new HashMap<>();
    private final Map<Integer, PartyMemory> touched = new HashMap<>();

    ThreadsSession(int threads, Job job) {
        this.job = job;
        this.pool = new LearnerPool(threads, job);
        this.ahead = 2 * threads;
        this.members = job.parties().stream()
                .map(party -> new Member(party.index(), party.name(), party.size()))
                .toList();
    }

    @Override
    public List<Member> members() {
        return members;
    }

    @Override
    public void exchange(int[] cohort, IntFunction<Broadcast> broadcast, UpdateSink sink) {
        Deque<Future<Delivery>> working = new ArrayDeque<>();
        int next = 0;
        try {
            for (int index : cohort) {
                while (next < cohort.length && working.size() < ahead) {
                    Party party = job.parties().get(cohort[next++]);
                    PartyMemory memory = touched.computeIfAbsent(party.index(), this::recalled);
                    Broadcast from = broadcast.apply(party.index());
                    working.add(pool.submit(learner -> PartyWork.run(job, from, party, learner, memory)));
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

    private PartyMemory recalled(int party) {
        PartyMemory before = memories.get(party);
        return before == null ? new PartyMemory(vectors) : before.copy(vectors);
    }

    @Override
    public void finish() {
        touched.forEach((party, memory) -> {
            PartyMemory before = memory.isNew() ? memories.remove(party) : memories.put(party, memory);
            if (before != null) {
                before.close();
            }
        });
        touched.clear();
    }

    @Override
    public Map<Integer, PartyMemory> memories() {
        return memories.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public void remember(Map<Integer, PartyMemory> earlier) {
        memories.putAll(earlier);
    }

    @Override
    public Evaluation evaluate(ParamVector params) {
        return evaluate(params, job.test());
    }

    @Override
    public Optional<Evaluation> validate(ParamVector params) {
        return job.validation().map(rows -> evaluate(params, rows));
    }

    /** In parts of fixed size, whose sums are added in order: the same bits for any number of threads. */
    private Evaluation evaluate(ParamVector params, Examples rows) {
        List<Future<MetricSums>> parts =
                parts(params, rows, IntStream.range(0, rows.size()).toArray());
        try {
            return sum(parts);
        } finally {
            pool.abandon(parts);
        }
    }

    @Override
    public List<PartyScore> score(IntFunction<ParamVector> params) {
        List<List<Future<MetricSums>>> parties = new ArrayList<>();
        List<PartyScore> scores = new ArrayList<>();
        try {
            for (Party party : job.parties()) {
                parties.add(parts(params.apply(party.index()), party.examples(), party.rows()));
            }
            for (Member member : members) {
                ParamVector sent = params.apply(member.index());
                scores.add(PartyScore.of(member, sum(parties.get(member.index())), sent, job.codec()));
            }
            return scores;
        } finally {
            pool.abandon(parties.stream().flatMap(List::stream).toList());
        }
    }

    private List<Future<MetricSums>> parts(ParamVector params, Examples rows, int[] indices) {
        List<Future<MetricSums>> parts = new ArrayList<>();
        for (int from = 0; from < indices.length; from += CHUNK) {
            int start = from;
            int end = Math.min(from + CHUNK, indices.length);
            parts.add(pool.submit(learner -> MetricSums.of(learner, params, rows, indices, start, end)));
        }
        return parts;
    }

    private Evaluation sum(List<Future<MetricSums>> parts) {
        MetricSums sum = MetricSums.NONE;
        for (Future<MetricSums> part : parts) {
            sum = sum.plus(pool.await(part));
        }
        return sum.evaluation(job.shape().task());
    }

    @Override
    public void close() {
        pool.close();
        touched.values().forEach(PartyMemory::close);
        memories.values().forEach(PartyMemory::close);
        vectors.close();
    }
}
