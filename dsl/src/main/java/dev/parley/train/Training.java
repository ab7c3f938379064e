package dev.parley.train;

import dev.parley.account.Attended;
import dev.parley.client.LocalSgd;
import dev.parley.data.Dataset;
import dev.parley.data.Elsewhere;
import dev.parley.data.Parties;
import dev.parley.engine.Engine;
import dev.parley.engine.EngineOfRows;
import dev.parley.engine.Evaluator;
import dev.parley.engine.Roster;
import dev.parley.engine.Session;
import dev.parley.engine.threads.ThreadsEvaluator;
import dev.parley.example.Party;
import dev.parley.fault.Frames;
import dev.parley.fault.PlanException;
import dev.parley.filter.End;
import dev.parley.filter.Setting;
import dev.parley.model.Model;
import dev.parley.num.ParamVector;
import dev.parley.partition.Iid;
import dev.parley.plan.Accounts;
import dev.parley.plan.Choice;
import dev.parley.plan.Kind;
import dev.parley.plan.Plan;
import dev.parley.plan.PlanCheck;
import dev.parley.result.Activity;
import dev.parley.result.Outcome;
import dev.parley.result.RoundEvent;
import dev.parley.round.Coordinator;
import dev.parley.round.RoundHistory;
import dev.parley.round.Watch;
import dev.parley.run.Attackers;
import dev.parley.run.Run;
import dev.parley.run.RunText;
import dev.parley.run.kept.Kept;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One training from plan to run: deals the data, checks, opens the engine, runs the loop, keeps what came out. */
public final class Training {
    /** Nobody asked for the standard batch, so nobody is told that a party has fewer rows. */
    private static final int STANDARD_BATCH = new LocalSgd(1).batch();

    private final Plan plan;
    private final Surroundings place;
    private final Model model;
    private final List<String> said = new ArrayList<>();
    private int least;

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
            case CENTRALIZED, DISTRIBUTED -> start(sentence(data.split(1, new Iid(), seed)));
            case FEDERATION, LOCAL -> {
                int parties = plan.parties()
                        .orElseThrow(() -> new PlanException(plan.kind() + "() needs parties, but the data '"
                                + data.name() + "' is not split; say parties(n), or train on data.split(n, iid())"));
                yield start(sentence(data.split(parties, plan.partition().orElse(new Iid()), seed)));
            }
        };
    }

    public Run run(Parties parties) {
        return switch (plan.kind()) {
            case CENTRALIZED, DISTRIBUTED -> start(sentence(parties));
            case FEDERATION, LOCAL -> {
                plan.partition().ifPresent(how -> {
                    throw new PlanException("the plan asks for partition(" + how
                            + "), but the data is split already by " + parties.how()
                            + "; leave partition(..) out, or train on the data set itself");
                });
                yield start(sentence(parties));
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

    /**
     * Trains on parties that were dealt as the plan says.
     *
     * @param rounds that the training had once: it does not end before, also where a stop was overruled then
     * @param notes are told before the first round
     */
    public Run again(Parties parties, int rounds, List<String> notes) {
        said.addAll(notes);
        least = rounds;
        return start(sentence(parties));
    }

    /** Parties of this sentence, with the rows that each has in it. */
    private Parties sentence(Parties given) {
        if (plan.kind() != Kind.FEDERATION) {
            given.unguarded(plan.kind() + "()");
        }
        Parties counted = plan.classWeights().isPresent() ? given.weighted() : given;
        Parties parties = plan.hidesUpdates() ? counted.summed() : counted.open();
        return switch (plan.kind()) {
            case CENTRALIZED -> parties.pooled();
            case DISTRIBUTED -> parties.redealt(plan.workers(), plan.seed());
            case FEDERATION, LOCAL -> parties;
        };
    }

    private Run start(Parties parties) {
        return start(parties, Optional.empty());
    }

    /** Checks the plan before any work, and adds what the user should know to notes. */
    private Course checked(Parties parties, List<String> notes) {
        PlanCheck.parties(plan, parties.names());
        PlanCheck.fits(model, parties.shape());
        PlanCheck.watched(
                plan, parties.shape().task(), place.metrics(), parties.valid().isPresent());
        notes.addAll(parties.notes());
        model.note(parties.shape()).ifPresent(notes::add);
        int smallest = parties.all().stream().flatMapToInt(Party::sizes).min().orElse(0);
        int batch = plan.client().batch();
        PlanCheck.batches(model, parties.shape(), batch, parties.all().stream().map(Party::sizes))
                .ifPresent(notes::add);
        if (batch > smallest && batch != STANDARD_BATCH) {
            notes.add("batch(" + batch + ") is more than the " + smallest
                    + " rows of the smallest party; a party takes what it has");
        }
        Course course = Course.of(plan, model, parties);
        PlanCheck.filters(plan, course.program(), parties.size()).forEach(notes::add);
        PlanCheck.sums(plan, course.program(), parties.all().stream().mapToInt(Party::size))
                .forEach(notes::add);
        PlanCheck.privacy(plan, course.program(), sizes(parties), parties.hasPublicCoding())
                .forEach(notes::add);
        parties.elsewhere()
                .ifPresent(there -> PlanCheck.simulated(
                        course.program().onion(), there.rows().asked()));
        RoundHistory.note(rows(course.pace().rounds(), parties.size())).ifPresent(notes::add);
        return course;
    }

    /** Works out what the training would come to, and whether it would be refused. */
    public Explanation explain(Parties given) {
        Map<String, String> lines = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        lines.put("plan", plan.toString());
        try {
            Parties parties = sentence(given);
            Explaining.costs(plan, Course.of(plan, model, parties), parties, lines);
            Explaining.privacy(accounts(parties).planned(plan.rounds()), lines);
            checked(parties, notes);
            return new Explanation(lines, notes, Optional.empty());
        } catch (PlanException refused) {
            return new Explanation(lines, notes, Optional.of(String.valueOf(refused.getMessage())));
        }
    }

    @SuppressWarnings("try") // the claim is held, and not looked at
    private Run start(Parties parties, Optional<Earlier> earlier) {
        List<String> notes = new ArrayList<>(said);
        Course course = checked(parties, notes);
        earlier.ifPresent(before ->
                PlanCheck.budget(plan, accounts(parties), before.left().attended()));
        Optional<ParamVector> given = earlier.isPresent()
                ? Optional.empty()
                : plan.startFrom().map(from -> from.params(model.layout(parties.shape()), model.toString()));
        String name = earlier.map(before -> before.run().name())
                .orElse(plan.name().orElse(plan.kind().toString()));
        Outcome nothing = Outcome.nothing(course.pace().rounds());
        Run begun = new Run(name, plan, model, parties, nothing).onward(Resume.here(place));
        place.checkpoint().ifPresent(file -> file.ready(begun));
        if (earlier.isEmpty()) {
            place.checkpoint().flatMap(Checkpoint::note).ifPresent(notes::add);
        }
        Host host = Host.current();
        Engine engine = place.engine().or(() -> ofRows(parties)).orElseGet(host::engine);
        engine.note().ifPresent(notes::add);
        engine.note(course.program()).ifPresent(notes::add);
        Audience audience = new Audience(place.listeners(), host.watcher());
        try (ActivePath mine = ActivePath.of(place.checkpoint())) {
            return OwnThread.call(() -> train(host, engine, course, begun, earlier, given, notes, audience));
        } catch (Throwable thrown) {
            Frames.betweenUsers(thrown);
            throw thrown;
        }
    }

    private static Optional<Engine> ofRows(Parties parties) {
        return parties.elsewhere()
                .map(Elsewhere::rows)
                .filter(EngineOfRows.class::isInstance)
                .map(rows -> ((EngineOfRows) rows).place());
    }

    private Run train(
            Host host,
            Engine engine,
            Course course,
            Run begun,
            Optional<Earlier> earlier,
            Optional<ParamVector> given,
            List<String> notes,
            Audience audience) {
        Outcome outcome = loop(engine, course, begun, earlier, given, notes, audience);
        Attended before = earlier.map(each -> each.left().attended()).orElse(Attended.NOBODY);
        SpentOn.add(begun.parties(), accounts(begun.parties()), outcome.attended(), before);
        Run run = begun.after(outcome);
        host.keep(run);
        try {
            place.checkpoint().ifPresent(file -> file.end(run, outcome));
        } finally {
            // Listeners to the end find the run kept.
            audience.on(new RoundEvent.Ended(outcome.rounds().size(), outcome.end()));
        }
        outcome.rethrow();
        return run;
    }

    private Outcome loop(
            Engine engine,
            Course course,
            Run begun,
            Optional<Earlier> earlier,
            Optional<ParamVector> given,
            List<String> notes,
            Audience audience) {
        Parties parties = begun.parties();
        Roster roster = new Roster(parties.all(), parties.elsewhere());
        try (Session session = engine.open(course.program(), roster);
                Evaluator evaluator = new ThreadsEvaluator(
                        session, engine.threads(), model, parties.shape(), parties.test(), parties.valid())) {
            String title = begun.name() + " · " + RunText.title(begun);
            audience.on(new RoundEvent.Started(
                    plan.kind(), title, begun.planned(), session.members(), notes, attackers(parties)));
            earlier.ifPresent(
                    before -> audience.on(new RoundEvent.Resumed(before.left().rounds())));
            Coordinator coordinator = new Coordinator(
                    plan.kind() == Kind.FEDERATION ? plan.with(Choice.AGGREGATE, course.rule()) : plan,
                    course.program(),
                    course.pace().atLeast(least),
                    session,
                    evaluator,
                    audience,
                    view -> place.callbacks().forEach(callback -> callback.accept(view)),
                    new Watch(
                            plan,
                            parties.shape().task(),
                            place.metrics(),
                            parties.valid().isPresent()),
                    (round, soFar) -> place.checkpoint().ifPresent(file -> file.keep(begun, round, soFar)));
            coordinator.accounts(accounts(parties));
            if (earlier.isEmpty() && parties.tell() && plan.guarantees().isEmpty()) {
                coordinator.roundZero(parties::check);
            }
            Outcome outcome = earlier.isPresent()
                    ? coordinator.resume(earlier.get().left())
                    : coordinator.run(given.orElseGet(() -> model.initial(parties.shape(), plan.seed())));
            List<Activity> activity = new ArrayList<>(
                    earlier.map(before -> before.left().activity()).orElse(List.of()));
            activity.addAll(session.activity());
            return outcome.by(activity);
        } catch (Throwable thrown) {
            int kept = earlier.map(before -> before.left().rounds().size()).orElse(0);
            audience.display().on(new RoundEvent.Ended(kept, new End.Failed(new End.Point(End.When.BEFORE, kept + 1))));
            throw thrown;
        }
    }

    private Accounts accounts(Parties parties) {
        return Accounts.of(plan, sizes(parties));
    }

    private static List<Integer> sizes(Parties parties) {
        return parties.all().stream().map(Party::size).toList();
    }

    private Set<String> attackers(Parties parties) {
        return Attackers.of(plan, new Setting(parties.names(), plan.seed(), parties.shape()))
                .keySet();
    }

    /** Rows that a run comes to: one a party's part of a round, and one a score of its own. */
    private long rows(int rounds, int parties) {
        int every = plan.evaluateParties().orElse(0);
        long measured = every == 0 ? 0 : (rounds + every - 1) / every;
        return Math.round(rounds * plan.participation().expected(parties)) + measured * parties;
    }
}
