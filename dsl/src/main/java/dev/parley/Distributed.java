package dev.parley;

import dev.parley.compress.Compressor;
import dev.parley.compress.Rounding;
import dev.parley.filter.Filter;
import dev.parley.plan.Choice;
import dev.parley.plan.Plan;
import dev.parley.plan.StopRule;
import dev.parley.plan.Synchronization;
import dev.parley.server.ServerOptimizer;
import dev.parley.train.Surroundings;
import java.util.List;

/** One owner's rows, dealt evenly to workers that train one model: {@code batch(b)} is per worker. */
public final class Distributed extends Trainer<Distributed> {
    Distributed(Plan plan, Surroundings place) {
        super(plan, place);
    }

    @Override
    Distributed with(Plan changed, Surroundings moved) {
        return new Distributed(changed, moved);
    }

    /**
     * The number of workers; default 2.
     *
     * <p>Rows are shuffled by the plan's seed and dealt evenly to them. A step's batch is workers x {@code batch(b)}.
     *
     * <p>Example: {@code distributed().workers(4)}
     *
     * @param n at least 1
     * @throws dev.parley.fault.PlanException below 1
     */
    public Distributed workers(int n) {
        return choose(Choice.WORKERS, n);
    }

    /**
     * Passes over the data; default 10.
     *
     * <p>Example: {@code distributed().epochs(5)}
     *
     * @param n at least 1
     * @throws dev.parley.fault.PlanException below 1
     */
    public Distributed epochs(int n) {
        return choose(Choice.EPOCHS, n);
    }

    /**
     * The moments at which workers average; default {@code everyStep()}.
     *
     * <p>A round is what lies between two averages. Models are weighted by their examples.
     *
     * <p>Example: {@code distributed().synchronize(every(16))}
     *
     * @param when {@code everyStep()}, {@code every(steps)} or {@code once()}
     */
    public Distributed synchronize(Synchronization when) {
        return choose(Choice.SYNCHRONIZE, when);
    }

    /**
     * The step from the average to the next parameters; default {@code serverSgd(1)}.
     *
     * <p>Example: {@code distributed().server(serverSgd(1).momentum(0.9))}
     *
     * @param optimizer a word of {@link Servers}
     */
    public Distributed server(ServerOptimizer optimizer) {
        return choose(Choice.SERVER, optimizer);
    }

    /**
     * Adds a step around the exchange, with a half at the party and one at the coordinator; default none.
     *
     * <p>Several are put in the order of their kinds, whatever the order in which they are said: bounds and noise are
     * nearer to the client than compression, for instance. What does not go together is refused in {@code train}.
     *
     * <p>Example: {@code distributed().filter(clip(1.0))}
     *
     * @param filter a word of {@link Privacy}, or a record of your own that implements {@code Filter}
     */
    public Distributed filter(Filter filter) {
        return choose(plan().filtered(List.of(filter)));
    }

    /**
     * Sends fewer bytes upward: what workers send of the model's length goes through a lossy compressor; default all of it.
     *
     * <p>The bytes in tables are those that travel. Where the compressor feeds errors back, a worker keeps what was lost, 4 bytes
     * a parameter, and adds it the next time. Vectors that a client sends beside its update, as {@code scaffold()} does, are
     * compressed in the same way, each by itself; running statistics are not. Said again, it takes the place of the last.
     *
     * <p>Example: {@code distributed().compress(topK(0.01))}
     *
     * @param how a word of {@link Compression}
     */
    public Distributed compress(Compressor how) {
        return choose(Choice.COMPRESS, how);
    }

    /**
     * Sends fewer bytes down: workers train from parameters that are written less exactly; default all of their bits.
     *
     * <p>The coordinator adds what comes back to its own parameters, which lose nothing. Said again, it takes the place of
     * the last.
     *
     * <p>Example: {@code distributed().compress(topK(0.01)).compressDown(float16())}
     *
     * @param how {@code float16()}, {@code quantize(bits)} or {@code rotated(quantize(bits))}
     */
    public Distributed compressDown(Rounding how) {
        return choose(Choice.COMPRESS_DOWN, how);
    }

    /**
     * Ends the training where the validation rows no longer improve; default never.
     *
     * <p>Finished rounds stay, {@code run.resume()} goes on. Beside {@code keepBest(..)} it saves the rounds after the best
     * one.
     *
     * <p>Example: {@code distributed().epochs(200).stopWhen(noBetter(5))}
     *
     * @param rule such as {@code noBetter(5)}; needs validation rows, {@code data.trainValidTest(0.7, 0.1)}, and is
     *     refused in {@code train} where there are none
     */
    public Distributed stopWhen(StopRule rule) {
        return choose(Choice.STOP_WHEN, rule);
    }

    /**
     * Keeps the parameters of the round that was best on the validation rows, and its scores; default the last round's.
     *
     * <p>Example: {@code distributed().epochs(50).keepBest("auc")}
     *
     * @param metric a name: {@code loss accuracy auc f1 recall precision brier}, {@code average precision}, {@code balanced
     *     accuracy}, {@code log loss} of classes, {@code loss rmse mae r2} of a number, or a {@code metric(..)} of your own;
     *     needs validation rows as {@code stopWhen} does
     */
    public Distributed keepBest(String metric) {
        return choose(Choice.KEEP_BEST, metric);
    }
}
