package dev.parley;

import dev.parley.aggregate.Aggregation;
import dev.parley.cohort.Participation;
import dev.parley.cohort.Sized;
import dev.parley.cohort.UniformCount;
import dev.parley.cohort.UniformShare;
import dev.parley.compress.Compressor;
import dev.parley.compress.Rounding;
import dev.parley.filter.Filter;
import dev.parley.partition.Partition;
import dev.parley.personal.Personalization;
import dev.parley.plan.Choice;
import dev.parley.plan.Plan;
import dev.parley.plan.StopRule;
import dev.parley.server.ServerOptimizer;
import dev.parley.train.Surroundings;
import java.util.List;

/** Parties keep their rows and learn one model together: a round sends it to a cohort and aggregates what comes back. */
public final class Federation extends Guarded {
    Federation(Plan plan, Surroundings place) {
        super(plan, place);
    }

    @Override
    Federation with(Plan changed, Surroundings moved) {
        return new Federation(changed, moved);
    }

    /**
     * The number of parties the data is split over; a check, where it is split already.
     *
     * <p>Example: {@code federation().parties(4).train(logistic(), dataset("breast-cancer"))}
     *
     * @param n at least 1
     * @throws dev.parley.fault.PlanException below 1, and in {@code train} where the data is split over another number
     */
    public Federation parties(int n) {
        return choose(Choice.PARTIES, n);
    }

    /**
     * Rounds to be done; default 10.
     *
     * <p>Example: {@code federation().rounds(20)}
     *
     * @param n at least 1
     * @throws dev.parley.fault.PlanException below 1
     */
    public Federation rounds(int n) {
        return choose(Choice.ROUNDS, n);
    }

    /**
     * The way the plan splits a data set over its parties; default {@code iid()}.
     *
     * <p>By the plan's seed. Example: {@code federation().parties(4).partition(dirichlet(0.5))}
     *
     * @param how such as {@code iid()}, {@code dirichlet(alpha)}, {@code shards(perParty)}; refused in {@code train} with
     *     a PlanException where the data is split already
     */
    public Federation partition(Partition how) {
        return choose(Choice.PARTITION, how);
    }

    /**
     * The rule that makes one update of many; default {@code weightedMean()}.
     *
     * <p>Example: {@code federation().aggregate(mean())}, {@code federation().aggregate(u -> u.mean().times(0.5))}
     *
     * @param rule a word of {@link Rules}, {@code mean()}, {@code weightedMean()} or a lambda; runs on the coordinator's
     *     side
     */
    public Federation aggregate(Aggregation rule) {
        return choose(Choice.AGGREGATE, rule);
    }

    /**
     * The step from that one to the next parameters; default {@code serverSgd(1)}.
     *
     * <p>Example: {@code federation().server(fedAdam(0.05))}
     *
     * @param optimizer a word of {@link Servers}; runs on the coordinator's side
     */
    public Federation server(ServerOptimizer optimizer) {
        return choose(Choice.SERVER, optimizer);
    }

    /**
     * The share of the parties that takes part in a round, above 0 and at most 1; default all.
     *
     * <p>A round draws max(floor(share x parties), 1) of them, uniformly without replacement (McMahan et al., AISTATS
     * 2017). Takes the place of {@code cohort(n)}.
     *
     * <p>Example: {@code federation().participation(0.1)}
     *
     * @param share above 0 and at most 1
     * @throws dev.parley.fault.PlanException for another share
     */
    public Federation participation(double share) {
        return choose(Choice.PARTICIPATION, new UniformShare(share));
    }

    /**
     * The way in which a round's parties are drawn; default all take part.
     *
     * <p>Beside {@code powerOfChoice importance roundRobin available dropsOut}, {@code cohort(n)} says how many, before or
     * after it; else it takes the place of {@code cohort(n)}.
     *
     * <p>Example: {@code federation().participation(poisson(0.1))},
     * {@code federation().cohort(10).participation(roundRobin())}
     *
     * @param who a word of {@link Cohorts}, or a record of your own; runs on the coordinator's side
     * @throws dev.parley.fault.PlanException in {@code train} where it does not suit the parties
     */
    public Federation participation(Participation who) {
        boolean asked = who instanceof Sized sized && !sized.isSized();
        return choose(
                Choice.PARTICIPATION,
                asked && plan().participation() instanceof UniformCount said ? ((Sized) who).sized(said.count()) : who);
    }

    /**
     * The number of parties that take part in a round.
     *
     * <p>Drawn uniformly without replacement; default all. Takes the place of {@code participation(share)}; beside a choice
     * such as {@code participation(roundRobin())} it says how many that one draws.
     *
     * <p>Example: {@code federation().cohort(10)}
     *
     * @param n from 1 to the number of parties
     * @throws dev.parley.fault.PlanException below 1, and in {@code train} where there are fewer parties
     */
    public Federation cohort(int n) {
        UniformCount count = new UniformCount(n);
        return choose(Choice.PARTICIPATION, plan().participation() instanceof Sized choice ? choice.sized(n) : count);
    }

    /**
     * The number of answers a round needs; default all of its cohort, less those that left by {@code dropsOut(p)}.
     *
     * <p>A round with fewer ends the training; finished rounds are kept. A round that draws fewer needs all of them.
     *
     * <p>Example: {@code federation().cohort(10).minParties(8)}
     *
     * @param n from 1 to the size of a cohort
     * @throws dev.parley.fault.PlanException below 1, and in {@code train} where a cohort is smaller
     */
    public Federation minParties(int n) {
        return choose(Choice.MIN_PARTIES, n);
    }

    /**
     * Lets each party measure the model on its own rows, every so many rounds and in the last one: on those it keeps for a
     * test where the split says {@code partyTest(share)}, else on its training rows.
     *
     * <p>{@code run.partyScores()} has the scores, curves show their 10th to 90th percentile. It costs one pass over
     * all training rows without gradients, about a third of an epoch, and the model is sent to every party, which is counted
     * in bytes. Default: never.
     *
     * <p>Example: {@code federation().rounds(120).evaluateParties(10)}
     *
     * @param rounds from one measurement to the next, at least 1
     * @throws dev.parley.fault.PlanException below 1
     */
    public Federation evaluateParties(int rounds) {
        return choose(Choice.EVALUATE_PARTIES, rounds);
    }

    /**
     * Adds a step around the exchange, with a half at the party and one at the coordinator; default none.
     *
     * <p>Several are put in the order of their kinds, whatever the order in which they are said: bounds and noise are
     * nearer to the client than compression, for instance. What does not go together is refused in {@code train}.
     *
     * <p>Example: {@code federation().filter(clip(1.0))}
     *
     * @param filter a word of {@link Privacy}, or a record of your own that implements {@code Filter}
     */
    public Federation filter(Filter filter) {
        return choose(plan().filtered(List.of(filter)));
    }

    /**
     * Lets each party have a model of its own beside the common one; default none.
     *
     * <p>{@code run.personal()} has both models' scores on rows that parties keep for their own test, where the split says
     * {@code partyTest(share)}; with {@code evaluateParties(k)} they are measured every k rounds, too. In a simulation the
     * own models are handed over after the last round, counted in bytes and in the ledger, so that
     * {@code run.party("party-3").model()} predicts and is saved; in a real federation they stay at home:
     * {@code handOver(false)}.
     *
     * <p>Example: {@code federation().personalize(ditto(0.5))}
     *
     * @param how a word of {@link Personal}, or a record of your own that implements {@code Personalization}
     * @throws dev.parley.fault.PlanException in {@code train} where it does not suit the client or the model
     */
    public Federation personalize(Personalization how) {
        return choose(Choice.PERSONALIZE, how);
    }

    /**
     * Chooses whether parties hand their own models over after the last round; default true.
     *
     * <p>Example: {@code federation().personalize(ditto(0.5)).handOver(false)}
     *
     * @param models false lets them stay at home: {@code run.personal()} has their scores, {@code run.party(..)} is refused
     */
    public Federation handOver(boolean models) {
        return choose(Choice.HAND_OVER, models);
    }

    /**
     * Sends fewer bytes upward: what parties send of the model's length goes through a lossy compressor; default all of it.
     *
     * <p>The bytes in tables are those that travel. Where the compressor feeds errors back, a party keeps what was lost, 4 bytes
     * a parameter, and adds it the next time. Vectors that a client sends beside its update, as {@code scaffold()} does, are
     * compressed in the same way, each by itself; running statistics are not. Said again, it takes the place of the last.
     *
     * <p>Example: {@code federation().compress(topK(0.01))}
     *
     * @param how a word of {@link Compression}
     */
    public Federation compress(Compressor how) {
        return choose(Choice.COMPRESS, how);
    }

    /**
     * Sends fewer bytes down: parties train from parameters that are written less exactly; default all of their bits.
     *
     * <p>The coordinator adds what comes back to its own parameters, which lose nothing. Said again, it takes the place of
     * the last.
     *
     * <p>Example: {@code federation().compress(topK(0.01)).compressDown(float16())}
     *
     * @param how {@code float16()}, {@code quantize(bits)} or {@code rotated(quantize(bits))}
     */
    public Federation compressDown(Rounding how) {
        return choose(Choice.COMPRESS_DOWN, how);
    }

    /**
     * Ends the training where the validation rows no longer improve; default never.
     *
     * <p>Finished rounds stay, {@code run.resume()} goes on. Beside {@code keepBest(..)} it saves the rounds after the best
     * one.
     *
     * <p>Example: {@code federation().rounds(200).stopWhen(noBetter(5))}
     *
     * @param rule such as {@code noBetter(5)}; needs validation rows, {@code data.trainValidTest(0.7, 0.1)}, and is
     *     refused in {@code train} where there are none
     */
    public Federation stopWhen(StopRule rule) {
        return choose(Choice.STOP_WHEN, rule);
    }

    /**
     * Keeps the parameters of the round that was best on the validation rows, and its scores; default the last round's.
     *
     * <p>Example: {@code federation().rounds(50).keepBest("auc")}
     *
     * @param metric a name: {@code loss accuracy auc f1 recall precision brier}, {@code average precision}, {@code balanced
     *     accuracy}, {@code log loss} of classes, {@code loss rmse mae r2} of a number, or a {@code metric(..)} of your own;
     *     needs validation rows as {@code stopWhen} does
     */
    public Federation keepBest(String metric) {
        return choose(Choice.KEEP_BEST, metric);
    }
}
