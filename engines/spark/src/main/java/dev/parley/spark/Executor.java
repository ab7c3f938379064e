package dev.parley.spark;

import dev.parley.engine.threads.ThreadsSession;
import dev.parley.example.Party;
import dev.parley.fault.PartyException;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.model.Learner;
import dev.parley.num.Seed;
import dev.parley.num.Stop;
import dev.parley.num.VectorPool;
import dev.parley.party.PartyAtWork;
import dev.parley.party.PartyState;
import dev.parley.plan.Program;
import dev.parley.wire.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;

/** A program at work in an executor's process: read once, and used by all tasks of a training. */
final class Executor {
    private static final Map<String, Executor> KNOWN = new ConcurrentHashMap<>();

    private final Program program;
    private final PartyAtWork work;
    private final Messages messages;
    private final Queue<Learner> idle = new ConcurrentLinkedQueue<>();

    private Executor(String json) {
        this.program = Program.read(json);
        this.work = new PartyAtWork(program);
        this.messages = new Messages(program.codec(), program.layout());
    }

    /** The one of a program; those of other programs are let go. */
    static Executor of(String json) {
        Executor known = KNOWN.get(json);
        if (known != null) {
            return known;
        }
        synchronized (KNOWN) {
            KNOWN.keySet().removeIf(other -> !other.equals(json));
            return KNOWN.computeIfAbsent(json, Executor::new);
        }
    }

    /** The answers of those parties of a slice that are asked, in the slice's order. */
    List<Answered> answer(Slice slice, Ask ask, byte[] shared, SliceWork.Step step) {
        List<Answered> answers = new ArrayList<>();
        Learner known = idle.poll();
        Learner learner = known == null ? ThreadsSession.learner(program, step.largest()) : known;
        Payload common = messages.codec().decode(shared, messages.model());
        try {
            for (PartyRows rows : slice.parties()) {
                Ask.One asked = ask.parties().get(rows.index());
                if (asked != null) {
                    answers.add(answer(rows, asked, common, learner, step));
                }
            }
        } finally {
            common.close();
            idle.add(learner);
        }
        return answers;
    }

    private Answered answer(PartyRows rows, Ask.One asked, Payload common, Learner learner, SliceWork.Step step) {
        long begun = System.currentTimeMillis();
        long start = System.nanoTime();
        Member[] member = new Member[1];
        Answered[] answered = new Answered[1];
        // the task's interrupt is the request to stop, whatever the party's code does with it
        new Stop().during(() -> {
            VectorPool pool = new VectorPool();
            Payload own = messages.codec().decode(asked.own(), messages.model());
            PartyState state = new PartyState(pool);
            try {
                Party party = rows.party(messages.codec().decode(rows.statistics(), messages.model()));
                member[0] = new Member(party.index(), party.name(), party.size());
                state.unpack(asked.memory(), asked.secrets());
                PartyAtWork.Desk desk = new PartyAtWork.Desk(party, member[0], learner, state, pool);
                Broadcast from = new Broadcast(step.turn(), new Seed(asked.seed()), common.and(own));
                byte[] update;
                try (Update sent = step.filter() < 0
                        ? work.answer(from, desk)
                        : new Update(member[0], 0, work.asked(step.filter(), from, desk), Work.NONE)) {
                    update = messages.encode(sent);
                }
                byte[][] kept = state.pack();
                answered[0] = new Answered(
                        rows.index(),
                        update,
                        kept[0],
                        kept[1],
                        null,
                        null,
                        null,
                        begun,
                        System.nanoTime() - start,
                        where(),
                        isAgain());
            } catch (PartyException e) {
                answered[0] = new Answered(
                        rows.index(),
                        new byte[0],
                        new byte[0],
                        new byte[0],
                        e.getMessage(),
                        e.stage(),
                        String.valueOf(e.getCause()),
                        begun,
                        System.nanoTime() - start,
                        where(),
                        isAgain());
            } finally {
                own.close();
                state.close();
                pool.close();
            }
        });
        if (answered[0] == null) {
            throw new CancellationException("the task was cancelled");
        }
        return answered[0];
    }

    private static String where() {
        String id = SparkEnv.get().executorId();
        return id.equals("driver") ? id : "executor " + id;
    }

    private static boolean isAgain() {
        TaskContext task = TaskContext.get();
        return task != null && (task.attemptNumber() > 0 || task.stageAttemptNumber() > 0);
    }
}
