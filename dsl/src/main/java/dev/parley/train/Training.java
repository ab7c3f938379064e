package dev.parley.train;

import dev.parley.client.ClientAlgorithm;
import dev.parley.client.LocalSgd;
import dev.parley.client.SynchronousSteps;
import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.engine.Engine;
import dev.parley.engine.Job;
import dev.parley.engine.Session;
import dev.parley.example.Party;
import dev.parley.fault.Frames;
import dev.parley.fault.PlanException;
import dev.parley.model.Model;
import dev.parley.partition.Iid;
import dev.parley.plan.Choice;
import dev.parley.plan.Kind;
import dev.parley.plan.Plan;
import dev.parley.plan.PlanCheck;
import dev.parley.result.RoundEvent;
import dev.parley.result.State;
import dev.parley.round.Coordinator;
import dev.parley.round.Coordinator.Outcome;
import dev.parley.round.RoundHistory;
import dev.parley.run.Kept;
import dev.parley.run.Run;
import dev.parley.run.RunText;
import dev.parley.wire.Float32;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One training from plan to run: deals the data, checks, opens the engine, runs the loop, keeps what came out. */
public final class Training {
    /** Nobody asked for the standard batch, so nobody is told that a party has fewer rows. */
    private static final int STANDARD_BATCH = new LocalSgd(1).batch();

    private final Plan plan;
    private final Surroundings place;
    private final Model model;
    private final List<String> said = new ArrayList<>();

    /** A run that is gone on with, and where it stands. */
    private record Earlier(Run run, Outcome left) {}

    public Training(Plan plan, Surroundings place, Model model) {
        this.plan = plan;
        this.place = place;
        this.model = model;
    }

    public Run run(Dataset data) {
        long seed = plan.seed().value();
        return switch (plan.kind()) {
            case CENTRALIZED -> start(data.split(1, new Iid(), seed).pooled());
            case DISTRIBUTED -> start(data.split(1, new Iid(), seed).redealt(plan.workers(), plan.seed()));
            case FEDERATION, LOCAL -> {
                int parties = plan.parties()
                        .orElseThrow(() -> new PlanException(plan.kind() + "() needs parties, but the data '"
                                + data.name() + "' is not split; say parties(n), or train on data.split(n, iid())"));
                yield start(data.split(parties, plan.partition().orElse(new Iid()), seed));
            }
        };
    }

    public Run run(Parties parties) {
        return switch (plan.kind()) {
            case CENTRALIZED -> start(parties.pooled());
            case DISTRIBUTED -> start(parties.redealt(plan.workers(), plan.seed()));
            case FEDERATION, LOCAL -> {
                plan.partition().ifPresent(how -> {
                    throw new PlanException("the plan asks for partition(" + how
                            + "), but the data is split already by " + parties.partition()
                            + "; leave partition(..) out, or train on the data set itself");
                });
                yield start(parties);
            }
        };
    }

    /** Does the rounds that an earlier run of this plan on these parties has left. */
    public Run onward(Run run, Outcome left, Parties parties) {
        return start(parties, Optional.of(new Earlier(run, left)));
    }

    /** The same, on parties that were dealt anew as the plan says. */
    public Run dealt(Run run, Outcome left, Kept kept) {
        said.addAll(kept.notes());
        return start(sentence(kept.parties()), Optional.of(new Earlier(run, left)));
    }

    /** Trains on parties that were dealt as the plan says; notes are told before the first round. */
    public Run again(Parties parties, List<String> notes) {
        said.addAll(notes);
        return start(sentence(parties));
    }

    /** Whose rows are whose in this sentence. */
    private Parties sentence(Parties parties) {
        return switch (plan.kind()) {
            case CENTRALIZED -> parties.pooled();
            case DISTRIBUTED -> parties.redealt(plan.workers(), plan.seed());
            case FEDERATION, LOCAL -> parties;
        };
    }

    private Run start(Parties parties) {
        return start(parties, Optional.empty());
    }

    private Run start(Parties parties, Optional<Earlier> earlier) {
        PlanCheck.parties(plan, parties.size());
        PlanCheck.fits(model, parties.shape());
        List<String> notes = new ArrayList<>(said);
        notes.addAll(parties.notes());
        model.note(parties.shape()).ifPresent(notes::add);
        int largest = parties.all().stream().mapToInt(Party::size).max().orElse(0);
        int smallest = parties.all().stream().mapToInt(Party::size).min().orElse(0);
        int batch = plan.client().batch();
        if (batch > smallest && batch != STANDARD_BATCH) {
            notes.add("batch(" + batch + ") is more than the " + smallest
                    + " rows of the smallest party; a party takes what it has");
        }
        ClientAlgorithm client = plan.client();
        int rounds = plan.rounds();
        int evaluateEvery = plan.evaluateEvery();
        if (plan.kind() == Kind.DISTRIBUTED) {
            SynchronousSteps step = gradientStep(largest);
            client = step;
            rounds = (step.totalSteps() + step.steps() - 1) / step.steps();
            boolean said = plan.said().containsKey(Choice.EVALUATE_EVERY);
            evaluateEvery = said ? evaluateEvery : Math.max(1, step.stepsPerEpoch() / step.steps());
        }
        RoundHistory.note(rows(rounds, parties.size())).ifPresent(notes::add);
        Job job =
                new Job(model, parties.shape(), client, new Float32(), parties.all(), parties.test(), parties.valid());
        String name = earlier.map(before -> before.run().name())
                .orElse(plan.name().orElse(plan.kind().toString()));
        Run begun = new Run(name, plan, model, parties, nothing(rounds)).onward(Resume.here(place));
        place.checkpoint().ifPresent(file -> file.ready(begun));
        if (earlier.isEmpty()) {
            place.checkpoint().flatMap(Checkpoint::note).ifPresent(notes::add);
        }
        Host host = Host.current();
        Engine engine = place.engine().orElseGet(host::engine);
        Audience audience = new Audience(place.listeners(), host.watcher());
        try {
            Outcome outcome = loop(engine, job, begun, earlier, evaluateEvery, notes, audience);
            Run run = begun.after(outcome);
            host.keep(run);
            try {
                place.checkpoint().ifPresent(file -> file.end(run, outcome));
            } finally {
                // Who hears of the end finds the run kept.
                audience.on(new RoundEvent.Ended(outcome.rounds().size(), outcome.why()));
            }
            outcome.rethrow();
            return run;
        } catch (RuntimeException | Error e) {
            Frames.betweenUsers(e);
            throw e;
        }
    }

    private Outcome loop(
            Engine engine,
            Job job,
            Run begun,
            Optional<Earlier> earlier,
            int evaluateEvery,
            List<String> notes,
            Audience audience) {
        int rounds = begun.planned();
        try (Session session = engine.open(job)) {
            String title = begun.name() + " · " + RunText.title(begun);
            audience.on(new RoundEvent.Started(plan.kind(), title, rounds, session.members(), notes));
            earlier.ifPresent(
                    before -> audience.on(new RoundEvent.Resumed(before.left().rounds())));
            Coordinator coordinator = new Coordinator(
                    plan,
                    rounds,
                    evaluateEvery,
                    session,
                    audience,
                    view -> place.callbacks().forEach(callback -> callback.accept(view)),
                    (round, soFar) -> place.checkpoint().ifPresent(file -> file.keep(begun, round, soFar)));
            return earlier.isPresent()
                    ? coordinator.resume(earlier.get().left())
                    : coordinator.run(model.initial(job.shape(), plan.seed()));
        } catch (RuntimeException | Error e) {
            int kept = earlier.map(before -> before.left().rounds().size()).orElse(0);
            audience.display().on(new RoundEvent.Ended(kept, "failed before round " + (kept + 1)));
            throw e;
        }
    }

    private static Outcome nothing(int rounds) {
        return new Outcome(rounds, List.of(), List.of(), State.NONE, "", Optional.empty());
    }

    /** Rows that a run comes to: one a party's part of a round, and one a score of its own. */
    private long rows(int rounds, int parties) {
        int every = plan.evaluateParties().orElse(0);
        long measured = every == 0 ? 0 : (rounds + every - 1) / every;
        return (long) rounds * plan.participation().size(parties) + measured * parties;
    }

    private SynchronousSteps gradientStep(int largest) {
        if (!(plan.client() instanceof LocalSgd sgd)) {
            throw new PlanException("distributed() trains with localSgd(rate), but client(" + plan.client()
                    + ") was asked for; use federation() for it");
        }
        if (sgd.epochs() != 1) {
            throw new PlanException("distributed() counts epochs itself, but the client asks for epochs(" + sgd.epochs()
                    + "); say distributed().epochs(n)");
        }
        int stepsPerEpoch = (largest + sgd.batch() - 1) / sgd.batch();
        int total = Math.multiplyExact(plan.epochs(), stepsPerEpoch);
        return new SynchronousSteps(sgd, plan.synchronization().steps(total), stepsPerEpoch, total);
    }
}
