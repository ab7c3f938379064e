package dev.parley.spark;

import dev.parley.engine.Arrival;
import dev.parley.engine.PartySnapshot;
import dev.parley.engine.Roster;
import dev.parley.engine.Session;
import dev.parley.engine.UpdateSink;
import dev.parley.fault.PartyException;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.party.PartyAtWork;
import dev.parley.plan.Program;
import dev.parley.result.Activity;
import dev.parley.wire.Delivery;
import dev.parley.wire.Messages;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A training on Spark: each exchange is a job, whose tasks are functions of what they are sent.
 *
 * <p>The parties' memories lie here as bytes that nobody looks into, and go to their party with each exchange.
 */
final class SparkTraining implements Session {
    private static final int MOST_ACTIVITY = 200_000;

    private final List<Member> members;
    private final Program program;
    private final Messages messages;
    private final Arrival arrival;
    private final Jobs jobs;
    private final Deque<Activity> activity = new ArrayDeque<>();
    private final int largest;
    private final Map<Integer, byte[]> memory = new TreeMap<>();
    private final Map<Integer, Kept> round = new HashMap<>();

    /** Memory of a party within a round. */
    @SuppressWarnings("ArrayRecordComponent") // is kept, and not compared
    private record Kept(byte[] memory, byte[] secrets) {}

    SparkTraining(JavaSparkContext context, String json, Roster roster) {
        this.program = Program.read(json);
        this.members = program.known(roster.members());
        this.messages = new Messages(program.codec(), program.layout());
        this.arrival = new Arrival(new PartyAtWork(program));
        this.largest = roster.largest();
        this.jobs = roster.elsewhere().isPresent() && roster.elsewhere().get().rows() instanceof SparkSites sites
                ? there(context, json, roster, sites)
                : here(context, json, roster);
    }

    private static Jobs there(JavaSparkContext context, String json, Roster roster, SparkSites sites) {
        List<List<Integer>> deal = sites.deal(context);
        return Jobs.of(
                context, json, sites.load(context, roster.elsewhere().orElseThrow(), roster.known(), deal), deal);
    }

    private Jobs here(JavaSparkContext context, String json, Roster roster) {
        int[] sizes = roster.members().stream().mapToInt(Member::examples).toArray();
        List<List<Integer>> deal = Slice.deal(sizes, Math.min(sizes.length, Math.max(1, context.defaultParallelism())));
        List<Slice> slices = deal.stream()
                .map(parties -> new Slice(parties.stream()
                        .map(party -> new PartyRows(
                                roster.parties().get(party),
                                encoded(roster.parties().get(party).statistics())))
                        .toList()))
                .toList();
        return Jobs.of(context, json, slices, deal);
    }

    private byte[] encoded(Payload payload) {
        return messages.codec().encode(payload, messages.model());
    }

    @Override
    public List<Member> members() {
        return members;
    }

    @Override
    public void exchange(
            Turn turn,
            int[] cohort,
            IntFunction<Seed> seeds,
            Payload shared,
            IntFunction<Payload> own,
            UpdateSink sink) {
        Map<Integer, Payload> only = new HashMap<>();
        for (int party : cohort) {
            only.put(party, own.apply(party));
        }
        Map<Integer, Answered> answers = ask(turn, -1, seeds, shared, only);
        for (int party : cohort) {
            Payload sent = shared.and(only.getOrDefault(party, Payload.EMPTY));
            hand(turn, members.get(party), seeds, sent, answers, sink);
        }
    }

    private Delivery delivery(
            Turn turn, Member member, @org.jspecify.annotations.Nullable Answered answered, long down) {
        if (answered == null) {
            throw PartyAtWork.failure(
                    member.name(), turn, "gave no answer", new IllegalStateException("Spark lost the party's answer"));
        }
        if (answered.failure() != null) {
            throw failed(turn, member, answered);
        }
        Update update = messages.update(answered.update(), member);
        Delivery delivery =
                arrival.of(turn, update, down, answered.update().length, Duration.ofNanos(answered.nanos()));
        round.put(answered.party(), new Kept(answered.memory(), answered.secrets()));
        return delivery;
    }

    private static PartyException failed(Turn turn, Member member, Answered answered) {
        return new PartyException(
                member.name(),
                turn.round(),
                String.valueOf(answered.stage()),
                String.valueOf(answered.failure()),
                new IllegalStateException(String.valueOf(answered.cause())));
    }

    @Override
    public void ask(Turn turn, int filter, IntFunction<Seed> seeds, Map<Member, Payload> to, UpdateSink sink) {
        Map<Integer, Payload> only = to.entrySet().stream()
                .collect(Collectors.toMap(each -> each.getKey().index(), Map.Entry::getValue));
        Map<Integer, Answered> answers = ask(turn, filter, seeds, Payload.EMPTY, only);
        for (Member member : to.keySet().stream()
                .sorted(Comparator.comparingInt(Member::index))
                .toList()) {
            hand(turn, member, seeds, only.getOrDefault(member.index(), Payload.EMPTY), answers, sink);
        }
    }

    /** Hands one party's answer over, or its failure. */
    private void hand(
            Turn turn,
            Member member,
            IntFunction<Seed> seeds,
            Payload sent,
            Map<Integer, Answered> answers,
            UpdateSink sink) {
        try {
            long down = messages.size(new dev.parley.message.Broadcast(turn, seeds.apply(member.index()), sent));
            sink.accept(delivery(turn, member, answers.get(member.index()), down));
        } catch (PartyException e) {
            round.remove(member.index());
            sink.failed(member, e);
        }
    }

    private Map<Integer, Answered> ask(
            Turn turn, int filter, IntFunction<Seed> seeds, Payload shared, Map<Integer, Payload> only) {
        Map<Integer, Ask.One> asked = new HashMap<>();
        only.forEach((party, own) -> {
            Kept kept = round.get(party);
            asked.put(
                    party,
                    new Ask.One(
                            seeds.apply(party).value(),
                            encoded(own),
                            kept == null ? memory.getOrDefault(party, new byte[0]) : kept.memory(),
                            kept == null ? new byte[0] : kept.secrets()));
        });
        SliceWork.Step step =
                new SliceWork.Step(turn.round(), turn.rounds(), turn.step(), turn.evaluated(), filter, largest);
        Map<Integer, Answered> answers = jobs.run(encoded(shared), asked, step);
        answers.values().forEach(each -> {
            activity.add(new Activity(
                    turn.round(),
                    turn.step(),
                    members.get(each.party()).name(),
                    each.where(),
                    each.begun(),
                    each.nanos() / 1e6,
                    each.again()));
            if (activity.size() > MOST_ACTIVITY) {
                activity.removeFirst();
            }
        });
        return answers;
    }

    @Override
    public void finish() {
        round.forEach((party, kept) -> {
            Arrays.fill(kept.secrets(), (byte) 0);
            if (kept.memory().length > 0) {
                memory.put(party, kept.memory());
            }
        });
        round.clear();
    }

    @Override
    public void snapshot(OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        for (Map.Entry<Integer, byte[]> each : memory.entrySet()) {
            out.writeInt(each.getKey());
            out.write(each.getValue());
        }
        out.flush();
    }

    @Override
    public void restore(InputStream from) throws IOException {
        PartySnapshot.read(from, members.size(), (party, remembered) -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            remembered.write(new DataOutputStream(bytes));
            remembered.vectors().values().forEach(ParamVector::close);
            memory.put(party, bytes.toByteArray());
        });
    }

    @Override
    public List<Activity> activity() {
        return List.copyOf(activity);
    }

    @Override
    public void close() {
        jobs.close();
    }
}
