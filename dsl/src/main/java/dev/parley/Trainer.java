package dev.parley;

import dev.parley.client.ClientAlgorithm;
import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.engine.Engine;
import dev.parley.model.Model;
import dev.parley.plan.Choice;
import dev.parley.plan.Plan;
import dev.parley.plan.Synchronization;
import dev.parley.result.RoundListener;
import dev.parley.round.RoundView;
import dev.parley.run.Run;
import dev.parley.train.Checkpoint;
import dev.parley.train.Surroundings;
import dev.parley.train.Training;
import java.util.function.Consumer;

/**
 * The words that all four sentences share. Each returns a new value, so a plan can be kept and branched from.
 *
 * @param <S> the sentence
 */
public abstract sealed class Trainer<S extends Trainer<S>> permits Federation, Distributed, Centralized, Local {
    private final Plan plan;
    private final Surroundings place;

    Trainer(Plan plan, Surroundings place) {
        this.plan = plan;
        this.place = place;
    }

    abstract S with(Plan changed, Surroundings moved);

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
     * @param name any words; the last one counts
     * @throws dev.parley.fault.PlanException for a blank name
     */
    public S as(String name) {
        return with(plan.as(name), place);
    }

    /** What a party does in a round; default {@code localSgd(0.1)}. */
    public S client(ClientAlgorithm algorithm) {
        return choose(Choice.CLIENT, algorithm);
    }

    /** The root of all randomness; default 42. */
    public S seed(long seed) {
        return choose(Choice.SEED, seed);
    }

    /**
     * Rounds from one evaluation on the test rows to the next; the last round is always evaluated. Only then parties
     * measure their losses before and after their work, too.
     */
    public S evaluateEvery(int rounds) {
        return choose(Choice.EVALUATE_EVERY, rounds);
    }

    /** Where the work runs; default one thread a core of this machine. */
    public S on(Engine engine) {
        return with(plan, place.on(engine));
    }

    /** Adds a listener to everything that happens during training. */
    public S listen(RoundListener listener) {
        return with(plan, place.listen(listener));
    }

    /** Adds a callback after each round, which may stop the training. */
    public S onRound(Consumer<RoundView> callback) {
        return with(plan, place.onRound(callback));
    }

    /**
     * Keeps the training in a file while it goes on: {@code checkpoint("runs/mine", every(10))}.
     *
     * <p>The file is a run's as {@code save} writes it, written whole or not at all, every so many rounds and at the end.
     * Whatever ends the process, {@code load("runs/mine").resume()} goes on from there to the same bits.
     */
    public S checkpoint(String path, Synchronization.Every rounds) {
        return with(plan, place.checkpoint(new Checkpoint(path, rounds.count())));
    }

    /**
     * Trains on parties, and returns when all rounds are done or the training was stopped.
     *
     * @throws dev.parley.fault.PlanException if the plan cannot be carried out; before any work
     * @throws dev.parley.fault.PartyException if too few parties answer; {@code lastRun()} has the finished rounds
     */
    public Run train(Model model, Parties parties) {
        return new Training(plan, place, model).run(parties);
    }

    /** Trains on a data set, split as the plan says. */
    public Run train(Model model, Dataset data) {
        return new Training(plan, place, model).run(data);
    }

    /** The plan as JSON. */
    public String json() {
        return plan.json();
    }

    /** The choices as a value. */
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
