package dev.parley;

import dev.parley.aggregate.Mean;
import dev.parley.aggregate.WeightedMean;
import dev.parley.client.LocalSgd;
import dev.parley.plan.Kind;
import dev.parley.plan.Plan;
import dev.parley.plan.Synchronization;
import dev.parley.train.Surroundings;

/**
 * The words: {@code import static dev.parley.Parley.*;}, and for instance
 * {@code federation().rounds(20).train(logistic(), dataset("breast-cancer").split(4, dirichlet(0.5)))}.
 *
 * <p>The sentences, data, models and the commonest choices are here, at most 50 words. Others live by theme, each class
 * with an import of its own: {@link Partitions}, {@link Scaling}, {@link Layers}, {@link Clients}, {@link Schedules},
 * {@link Rules}, {@link Servers}, {@link Cohorts}, {@link Engines}. Notebooks and {@code ./parley shell} have all of them.
 *
 * <p>Words for data, models and runs are inherited, so that no file is long; an import brings them all the same.
 */
public final class Parley extends RunWords {
    private Parley() {}

    // The four sentences
    /**
     * Parties keep their rows and learn one model together.
     *
     * <p>In a round each of a cohort trains the model on its own rows, and the coordinator makes one update of theirs.
     * Defaults: 10 rounds, everyone takes part, {@code client(localSgd(0.1))}, {@code aggregate(weightedMean())},
     * {@code server(serverSgd(1))}, {@code seed(42)}.
     *
     * <p>Example: {@code federation().rounds(20).aggregate(mean()).train(logistic(), hospitals)}
     */
    public static Federation federation() {
        return new Federation(Plan.of(Kind.FEDERATION), Surroundings.HERE);
    }

    /**
     * One owner's rows, dealt evenly to workers that train one model.
     *
     * <p>Defaults: 2 workers, 10 epochs, {@code synchronize(everyStep())}, {@code client(localSgd(0.1))}, whose batch is
     * each worker's, {@code seed(42)}.
     *
     * <p>Example: {@code distributed().workers(4).epochs(5).synchronize(every(16)).train(softmax(), dataset("digits"))}
     */
    public static Distributed distributed() {
        return new Distributed(Plan.of(Kind.DISTRIBUTED), Surroundings.HERE);
    }

    /**
     * All rows in one place.
     *
     * <p>The baseline that sharing the data would give; a round is an epoch. Defaults: 10 epochs,
     * {@code client(localSgd(0.1))}, {@code seed(42)}.
     *
     * <p>Example: {@code centralized().epochs(20).train(logistic(), hospitals)}
     */
    public static Centralized centralized() {
        return new Centralized(Plan.of(Kind.CENTRALIZED), Surroundings.HERE);
    }

    /**
     * Each party alone.
     *
     * <p>The baseline without sharing: a model for each party, whose scores are the mean over the models. A round is an
     * epoch. Defaults: 10 epochs, {@code client(localSgd(0.1))}, {@code seed(42)}.
     *
     * <p>Example: {@code local().epochs(20).train(logistic(), hospitals).party("party-3").accuracy()}
     */
    public static Local local() {
        return new Local(Plan.of(Kind.LOCAL), Surroundings.HERE);
    }

    // The commonest choices
    /**
     * Minibatch SGD on the party's own rows; one epoch a round in batches of 32 unless said otherwise.
     *
     * <p>The default client, at rate 0.1 (McMahan et al., AISTATS 2017). {@code .epochs(n).batch(n).momentum(m)
     * .weightDecay(d).clipGradient(c).schedule(s).shards(n)} say otherwise; without them no momentum, no decay, no clipping, a
     * constant rate. {@code .epochs(byParty(1, 2, 5))} gives each party its own number.
     *
     * <p>Example: {@code federation().client(localSgd(0.1).epochs(5).batch(10))}
     *
     * @param rate learning rate, above 0
     * @throws dev.parley.fault.PlanException for another rate
     */
    public static LocalSgd localSgd(double rate) {
        return new LocalSgd(rate);
    }

    /**
     * The plain mean over parties.
     *
     * <p>Each party of the cohort counts once, whatever its rows.
     *
     * <p>Example: {@code federation().aggregate(mean())}
     */
    public static Mean mean() {
        return new Mean();
    }

    /**
     * The mean weighted by examples.
     *
     * <p>A party counts by its training rows: sum of n_i delta_i over sum of n_i, as in FedAvg (McMahan et al., AISTATS
     * 2017). The default rule.
     *
     * <p>Example: {@code federation().aggregate(weightedMean())}
     */
    public static WeightedMean weightedMean() {
        return new WeightedMean();
    }

    /**
     * Workers average after every step.
     *
     * <p>The default of {@code distributed()}: equal to one process that takes the workers' batches together.
     *
     * <p>Example: {@code distributed().synchronize(everyStep())}
     */
    public static Synchronization everyStep() {
        return new Synchronization.EveryStep();
    }

    /**
     * Workers average after so many steps; {@code checkpoint(..)} keeps a run after so many rounds.
     *
     * <p>Example: {@code distributed().synchronize(every(16))}, {@code federation().checkpoint("runs/mine", every(10))}
     *
     * @param count steps or rounds, at least 1
     * @throws dev.parley.fault.PlanException below 1
     */
    public static Synchronization.Every every(int count) {
        return new Synchronization.Every(count);
    }

    /**
     * Workers average once, at the end.
     *
     * <p>Example: {@code distributed().synchronize(once())}
     */
    public static Synchronization once() {
        return new Synchronization.Once();
    }
}
