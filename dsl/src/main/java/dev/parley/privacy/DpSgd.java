package dev.parley.privacy;

import dev.parley.account.Charge;
import dev.parley.account.Noise;
import dev.parley.account.Presence;
import dev.parley.account.SampledGaussian;
import dev.parley.account.Spending;
import dev.parley.account.Unit;
import dev.parley.example.Shape;
import dev.parley.fault.Check;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.PartySide;
import dev.parley.filter.Private;
import dev.parley.message.Broadcast;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.model.Model;
import dev.parley.num.CipherRandom;
import dev.parley.num.GaussianNoise;
import dev.parley.num.GridNoise;
import dev.parley.num.ParamVector;
import dev.parley.num.Stop;
import dev.parley.optimizer.Schedule;
import dev.parley.optimizer.SgdRule;
import dev.parley.optimizer.StepRule;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * SGD whose every step is private for each row: DP-SGD (Abadi et al., CCS 2016, algorithm 1).
 *
 * <p>A step draws each of a party's n rows by itself with probability q = batch / n, bounds each row's gradient g to g min(1,
 * c / |g|), adds N(0, (z c)^2) to their sum and divides by q n, whatever came: w -= rate (sum + noise) / (q n). A round has
 * epochs / q steps, rounded up. Momentum, weight decay and the schedule work on what is private already. No loss, and no number
 * of rows drawn, leaves the party. Draws come from a generator that nobody can foretell, and noise has its exact law on a grid,
 * see {@link GridNoise}. Costs a step of plain SGD and a little, and some 12 ns a number for noise.
 *
 * @param rate learning rate of the first round
 * @param clip c, the most that a row's gradient may be
 * @param noise z
 * @param epochs expected passes over the rows in a round
 * @param batch expected rows of a step; a party with fewer takes all it has, each time
 * @param momentum 0 to below 1; the velocity starts at 0 in each round
 * @param weightDecay at least 0
 * @param schedule the rate over rounds
 * @param fast whether noise comes from a quicker sampler, whose law floats round
 * @param seeded whether batches and noise repeat with the plan's seed, for tests: nobody is protected then
 */
public record DpSgd(
        double rate,
        Clip clip,
        Noise noise,
        int epochs,
        int batch,
        double momentum,
        double weightDecay,
        Schedule schedule,
        boolean fast,
        boolean seeded)
        implements ClientAlgorithm, Private {
    private static final double ROUNDING = 1e-9;

    public DpSgd {
        Check.positive("dpSgd(rate, ..)", rate);
        Check.atLeastOne("dpSgd(..).epochs(n)", epochs);
        Check.atLeastOne("dpSgd(..).batch(n)", batch);
        Check.within("dpSgd(..).momentum(m)", momentum, 0, 1);
        Check.notNegative("dpSgd(..).weightDecay(d)", weightDecay);
    }

    /** One epoch in batches of 32, no momentum, no weight decay, a constant rate. */
    public DpSgd(double rate, Clip clip, Noise noise) {
        this(rate, clip, noise, 1, 32, 0, 0, new Schedule.Constant(), false, false);
    }

    /**
     * Passes over the rows in a round, in the mean; default 1.
     *
     * @param n at least 1, else a PlanException
     */
    public DpSgd epochs(int n) {
        return new DpSgd(rate, clip, noise, n, batch, momentum, weightDecay, schedule, fast, seeded);
    }

    /**
     * Rows a step, in the mean; default 32. Noise is the same for any: larger batches drown it.
     *
     * @param rows at least 1, else a PlanException; a party with fewer takes all it has
     */
    public DpSgd batch(int rows) {
        return new DpSgd(rate, clip, noise, epochs, rows, momentum, weightDecay, schedule, fast, seeded);
    }

    /**
     * Momentum of the private gradients; default 0. It spends nothing.
     *
     * @param m 0 to below 1, else a PlanException
     */
    public DpSgd momentum(double m) {
        return new DpSgd(rate, clip, noise, epochs, batch, m, weightDecay, schedule, fast, seeded);
    }

    /**
     * Weight decay (L2), added to the private gradient; default 0. It spends nothing.
     *
     * @param d at least 0, else a PlanException
     */
    public DpSgd weightDecay(double d) {
        return new DpSgd(rate, clip, noise, epochs, batch, momentum, d, schedule, fast, seeded);
    }

    /**
     * Changes the rate over rounds; default {@code constant()}.
     *
     * @param over a word of {@code Schedules}, such as {@code cosine()}
     */
    public DpSgd schedule(Schedule over) {
        return new DpSgd(rate, clip, noise, epochs, batch, momentum, weightDecay, over, fast, seeded);
    }

    /**
     * Draws noise by a sampler of ordinary floats, three times as quick: its last digits can tell what it hides (Mironov, CCS
     * 2012), so it is for experiments, and the plan says so.
     */
    public DpSgd fastNoise() {
        return new DpSgd(rate, clip, noise, epochs, batch, momentum, weightDecay, schedule, true, seeded);
    }

    @Override
    public DpSgd seededForTests() {
        return new DpSgd(rate, clip, noise, epochs, batch, momentum, weightDecay, schedule, fast, true);
    }

    @Override
    public Unit unit() {
        return Unit.ROW;
    }

    /** The probability of each of so many rows to join a step. */
    double sampling(int rows) {
        return Math.min(1, (double) batch / rows);
    }

    /** The steps of a round of a party with so many rows. */
    int steps(int rows) {
        return (int) Math.ceil(epochs / sampling(rows) - ROUNDING);
    }

    @Override
    public Charge charge(Presence party) {
        long steps = (long) steps(party.rows()) * party.asked();
        return Charge.same(
                steps == 0
                        ? Spending.NOTHING
                        : Spending.NOTHING.and(new SampledGaussian(noise.multiplier(), sampling(party.rows()), steps)));
    }

    /** Fewer rows are drawn more often, but in fewer steps: neither alone tells. */
    @Override
    public boolean covers(Presence one, Presence other) {
        return sampling(one.rows()) >= sampling(other.rows())
                && (long) steps(one.rows()) * one.asked() >= (long) steps(other.rows()) * other.asked();
    }

    /** A private party sends one vector, which may be bounded once more. */
    @Override
    public Set<String> summed() {
        return Set.of(Update.DELTA);
    }

    @Override
    public Update train(Broadcast from, PartySide here) {
        int size = here.party().size();
        int steps = steps(size);
        double q = sampling(size);
        double now = rate * schedule.factor(from.round(), from.rounds());
        CipherRandom random = seeded
                ? CipherRandom.of(here.draws().named("private steps", from.round()))
                : CipherRandom.secret(here.draws().secret());
        ParamVector x = from.params();
        ParamVector w = here.pool().copy(x);
        here.learner().begin(from.seed().at("layers", from.round()));
        RowDraw draw = new RowDraw(size, q, random);
        Consumer<ParamVector> noised = noised(x.length(), random);
        Optional<StepRule> rule = SgdRule.of(momentum, weightDecay, List.of(), x.layout(), here.pool());
        try (ParamVector sum = here.pool().zeros(x.layout())) {
            for (int step = 0; step < steps; step++) {
                Stop.check("stopped between two steps");
                int count = draw.next();
                here.learner().addClipped(here.party().examples(), draw.rows(), 0, count, clip.norm(), 1, w, sum);
                noised.accept(sum);
                sum.scale(1 / (q * size));
                if (rule.isPresent()) {
                    rule.get().step(w, sum, now);
                } else {
                    w.add(-now, sum);
                }
                sum.fill(0);
            }
        } catch (RuntimeException e) {
            w.close();
            throw e;
        } finally {
            rule.ifPresent(StepRule::close);
            random.end();
        }
        Work work = new Work((long) size * epochs, steps, Double.NaN, Double.NaN);
        return new Update(here.member(), size, Payload.of(Update.DELTA, w.add(-1, x)), work);
    }

    private Consumer<ParamVector> noised(int numbers, CipherRandom random) {
        double z = noise.multiplier();
        return fast
                ? sum -> GaussianNoise.add(sum, z * clip.norm(), random)
                : new GridNoise(clip.norm(), z, numbers, random)::addTo;
    }

    @Override
    public Optional<String> objection(Model model, Shape shape) {
        int numbers = model.layout(shape).length();
        if (!fast && !GridNoise.holds(noise.multiplier(), numbers)) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%s has more noise than a grid of 2^24 steps holds for the %,d numbers of %s; take %s of 1000 or less",
                    this,
                    numbers,
                    model,
                    "noise(z)"));
        }
        return model.rowsObjection(shape)
                .map(why ->
                        this + " bounds the gradient of each row, but " + why + "; train a network without it, such as"
                                + " mlp(200, 200), or protect whole parties: privacy(centralDp(clip(1), noise(1)))");
    }

    @Override
    public Optional<String> note() {
        return fast
                ? Optional.of(
                        this + ": fastNoise() is rounded as floats are, and its last digits can tell what it hides;"
                                + " leave it out where privacy counts")
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "dpSgd(" + Check.text(rate) + ", " + clip + ", " + noise + ")"
                + (epochs == 1 ? "" : ".epochs(" + epochs + ")")
                + (batch == 32 ? "" : ".batch(" + batch + ")")
                + (momentum == 0 ? "" : ".momentum(" + Check.text(momentum) + ")")
                + (weightDecay == 0 ? "" : ".weightDecay(" + Check.text(weightDecay) + ")")
                + (schedule instanceof Schedule.Constant ? "" : ".schedule(" + schedule + ")")
                + (fast ? ".fastNoise()" : "")
                + (seeded ? ".seededForTests()" : "");
    }
}
