package dev.parley;

import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.engine.Engine;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.model.Model;
import dev.parley.plan.Choice;
import dev.parley.plan.ClassWeighting;
import dev.parley.plan.Plan;
import dev.parley.plan.StartFrom;
import dev.parley.plan.Synchronization;
import dev.parley.result.RoundListener;
import dev.parley.round.RoundView;
import dev.parley.run.Run;
import dev.parley.run.TrainedModel;
import dev.parley.score.Metric;
import dev.parley.score.Scores;
import dev.parley.train.Checkpoint;
import dev.parley.train.Explanation;
import dev.parley.train.Surroundings;
import dev.parley.train.Training;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * The words that all four sentences share. Each returns a new value, so a plan can be kept and branched from.
 *
 * @param <S> the sentence
 */
public abstract sealed class Trainer<S extends Trainer<S>> permits Guarded, Distributed, Centralized, Local {
    private final Plan plan;
    private final Surroundings place;

    Trainer(Plan plan, Surroundings place) {
        this.plan = plan;
        this.place = place;
    }

    abstract S with(Plan changed, Surroundings moved);

    final S choose(Plan changed) {
        return with(changed, place);
    }

    final S choose(Choice choice, Object value) {
        return with(plan.with(choice, value), place);
    }

    /**
     * Names the plan, as live view, run and comparison then show it.
     *
     * <p>A label: plans that differ in name alone are equal and train the same bits. Without one a run is called after
     * its sentence; {@code run.as(name)} names a run.
     *
     * <p>Example: {@code plan.as("FedProx").client(fedProx(0.1))}
     *
     * @param name any words; a later name takes its place
     * @throws dev.parley.fault.PlanException for a blank name
     */
    public S as(String name) {
        return with(plan.as(name), place);
    }

    /**
     * The work of a party in a round; default {@code localSgd(0.1)}.
     *
     * <p>Example: {@code federation().client(localSgd(0.1).epochs(5).batch(10))}
     *
     * @param algorithm such as {@code localSgd(rate)}, {@code fedProx(mu)}, {@code localAdam(rate)}; runs on the party's
     *     side; {@code distributed()} takes {@code localSgd} of 1 epoch only, and refuses others in {@code train}
     */
    public S client(ClientAlgorithm algorithm) {
        return choose(Choice.CLIENT, algorithm);
    }

    /**
     * The root of all randomness; default 42.
     *
     * <p>First parameters, cohorts, the order of rows, what is dropped, and the split, where the plan itself splits. The
     * same seed gives the same bits on any number of threads; test rows have the data set's own seed.
     *
     * <p>Example: {@code federation().seed(7)}
     *
     * @param seed any number
     */
    public S seed(long seed) {
        return choose(Choice.SEED, seed);
    }

    /**
     * Begins with the weights in a safetensors file, in place of the model's own beginning.
     *
     * <p>The file may be one that {@code run.model().export(path)} wrote or another tool's; it must have the model's
     * arrays, by name and shape, as F32, and no others. In {@code local()} every party begins with them. The plan keeps
     * the path and the file's SHA-256: a replay needs the same file. A run that is resumed goes on from where it was.
     *
     * <p>Example: {@code federation().rounds(5).startFrom("model.safetensors").train(mlp(200, 200), phones)}
     *
     * @param path of the file, which is looked at now and read when the training begins
     * @throws dev.parley.fault.DataException where it is no safetensors file; when the training begins, also where its
     *     arrays are not the model's, or it was changed
     */
    public S startFrom(String path) {
        return choose(Choice.START_FROM, StartFrom.Weights.of(path));
    }

    /**
     * Begins with the parameters of a trained model, in place of the model's own beginning.
     *
     * <p>It must have the same arrays as the model that is trained, by name and shape; what it was trained on may be
     * other data. In {@code local()} every party begins with them. A run's file keeps them, so that it can be replayed.
     *
     * <p>Example: {@code federation().rounds(5).startFrom(run.model()).train(mlp(200, 200), phones)}
     *
     * @param model whose parameters to begin with
     */
    public S startFrom(TrainedModel model) {
        return choose(Choice.START_FROM, model.asStart());
    }

    /**
     * Rounds from one evaluation on the test rows to the next; the last round is always evaluated.
     *
     * <p>Only then parties measure their losses before and after their work, too. Default 1, in {@code distributed()} the
     * rounds of an epoch.
     *
     * <p>Example: {@code federation().rounds(500).evaluateEvery(10)}
     *
     * @param rounds at least 1
     * @throws dev.parley.fault.PlanException below 1
     */
    public S evaluateEvery(int rounds) {
        return choose(Choice.EVALUATE_EVERY, rounds);
    }

    /**
     * The place where the work runs; default one thread a core of this machine.
     *
     * <p>It changes no bit. In a notebook {@code %engine threads 4} changes the default.
     *
     * <p>Example: {@code plan.on(threads(2)).train(logistic(), hospitals)}
     *
     * @param engine such as {@code threads(n)}
     */
    public S on(Engine engine) {
        return with(plan, place.on(engine));
    }

    /**
     * Adds a listener to everything that happens during training.
     *
     * <p>It is called on the thread that trains; what it throws ends the training. It changes no bit.
     *
     * <p>Example: {@code plan.listen(event -> log.add(event))}
     *
     * @param listener hears of start, rounds, parties and end, in order
     */
    public S listen(RoundListener listener) {
        return with(plan, place.listen(listener));
    }

    /**
     * Adds a callback after each round, which may stop the training.
     *
     * <p>It sees validation rows where {@code trainValidTest(..)} holds some out, else test rows. What it throws ends the
     * training.
     *
     * <p>Example: {@code plan.onRound(r -> { if (r.accuracy() > 0.95) r.stop(); })}
     *
     * @param callback gets the finished round, valid inside the call only
     */
    public S onRound(Consumer<RoundView> callback) {
        return with(plan, place.onRound(callback));
    }

    /**
     * Lets each class count as much as any other in the loss that is trained on, for targets of which few rows are of one
     * class; default all rows the same.
     *
     * <p>With {@code balanced()} a row of a class with n_c of all n training rows counts n / (K n_c). Parties tell in round
     * 0 how many rows of each class they have; it is in the ledger. Losses in tables stay those of rows that all count the
     * same. Training on a number is refused.
     *
     * <p>Example: {@code federation().classWeights(balanced())}
     *
     * @param weights such as {@code balanced()}
     */
    public S classWeights(ClassWeighting weights) {
        return choose(Choice.CLASS_WEIGHTS, weights);
    }

    /**
     * Adds a metric of your own, which each evaluated round notes: a column of {@code run.table()}, a name for
     * {@code keepBest(..)} and {@code noBetter(..)}, where more is better, and for {@code compare(..).by(..)}.
     *
     * <p>It is measured on the validation rows where {@code trainValidTest(..)} holds some out, else on the test rows. It is
     * code, which a run's file does not hold; the numbers it gave are kept.
     *
     * <p>Example: {@code plan.metric("caught", s -> s.ranking(s.place("fraud")).recallAmong(100))}
     *
     * @param name of the metric
     * @param of takes the truth and the model's outputs to a number
     * @throws dev.parley.fault.PlanException for a name that has a meaning already
     */
    public S metric(String name, ToDoubleFunction<Scores> of) {
        return with(plan, place.metric(Metric.own(name, of)));
    }

    /**
     * Keeps the training in a file while it goes on: {@code checkpoint("runs/mine", every(10))}.
     *
     * <p>The file is a run's as {@code save} writes it, written whole or not at all, every so many rounds and at the end.
     * Whatever ends the process, {@code load("runs/mine").resume()} goes on from there to the same bits.
     *
     * @param path of the file; folders that are missing are made
     * @param rounds from one writing to the next, at least 1
     * @throws dev.parley.fault.PlanException for a blank path, and in {@code train} for a model of your own class
     */
    public S checkpoint(String path, Synchronization.Every rounds) {
        return with(plan, place.checkpoint(new Checkpoint(path, rounds.count())));
    }

    /**
     * Trains on parties, and returns when all rounds are done or the training was stopped.
     *
     * <p>{@code centralized()} and {@code distributed()} pool the parties' rows first.
     *
     * <p>Example: {@code federation().train(logistic(), dataset("breast-cancer").split(4, iid()))}
     *
     * @param model what is learned; inputs and outputs follow from the data
     * @param parties what a split has given
     * @throws dev.parley.fault.PlanException if the plan cannot be carried out; before any work
     * @throws dev.parley.fault.DataException if a checkpoint's file cannot be written
     * @throws dev.parley.fault.PartyException if too few parties answer; {@code lastRun()} has the finished rounds
     */
    public Run train(Model model, Parties parties) {
        return new Training(plan, place, model).run(parties);
    }

    /**
     * Trains on a data set, split as the plan says.
     *
     * <p>{@code federation()} and {@code local()} split it over {@code parties(n)} by {@code partition(..)}, the others
     * take it whole.
     *
     * <p>Example: {@code federation().parties(4).train(logistic(), dataset("breast-cancer"))}
     *
     * @param model what is learned; inputs and outputs follow from the data
     * @param data with its target
     * @throws dev.parley.fault.PlanException if the plan cannot be carried out, as without {@code parties(n)}
     * @throws dev.parley.fault.DataException if the rows cannot be split so, or a checkpoint's file cannot be written
     * @throws dev.parley.fault.PartyException if too few parties answer; {@code lastRun()} has the finished rounds
     */
    public Run train(Model model, Dataset data) {
        return new Training(plan, place, model).run(data);
    }

    final Explanation explained(Model model, Parties parties) {
        return new Training(plan, place, model).explain(parties);
    }

    /**
     * The plan as JSON.
     *
     * <p>With {@code "format": 1} and what was said, defaults left out; of code the name. Example: {@code plan.json()}
     */
    public String json() {
        return plan.json();
    }

    /** The choices as a value. Example: {@code federation().plan().said()}. */
    public Plan plan() {
        return plan;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Trainer<?> trainer && trainer.plan.equals(plan);
    }

    @Override
    public int hashCode() {
        return plan.hashCode();
    }

    /** The sentence as it was written. */
    @Override
    public String toString() {
        return plan.toString();
    }
}
