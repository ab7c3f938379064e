package dev.parley.client;

import dev.parley.fault.Check;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.num.ParamVector;
import dev.parley.optimizer.FullGradient;
import dev.parley.optimizer.Schedule;
import java.util.Set;

/**
 * FedSGD: one step along the gradient of all of a party's rows, w = x - rate g(x) (McMahan et al., AISTATS 2017, section
 * 2).
 *
 * <p>With {@code weightedMean()} a round is one full-batch step on the rows of the cohort taken together. It is
 * {@code localSgd} with one epoch of one batch. The gradient is added up in chunks, so that memory does
 * not grow with a party; batch normalization takes each chunk for a batch of its own. Costs one pass over the rows.
 *
 * @param rate learning rate of the first round
 * @param batch rows a chunk
 * @param schedule the rate over rounds
 */
public record GradientStep(double rate, int batch, Schedule schedule) implements ClientAlgorithm {
    public GradientStep {
        Check.positive("gradientStep().rate(r)", rate);
        Check.atLeastOne("gradientStep().batch(n)", batch);
    }

    /** At a rate of 0.1, in chunks of 32 rows. */
    public GradientStep() {
        this(0.1, 32, new Schedule.Constant());
    }

    /**
     * The learning rate; default 0.1.
     *
     * @param r above 0, else a PlanException
     */
    public GradientStep rate(double r) {
        return new GradientStep(r, batch, schedule);
    }

    /**
     * Rows that are worked on at once; default 32. More are a little quicker; the step is the same but for rounding.
     *
     * @param rows at least 1, else a PlanException; a party with fewer takes all it has
     */
    public GradientStep batch(int rows) {
        return new GradientStep(rate, rows, schedule);
    }

    /**
     * Changes the rate over rounds; default {@code constant()}.
     *
     * @param over a word of {@code Schedules}, such as {@code cosine()}
     */
    public GradientStep schedule(Schedule over) {
        return new GradientStep(rate, batch, over);
    }

    @Override
    public Update train(Broadcast from, PartySide here) {
        ParamVector x = from.params();
        ParamVector w = here.pool().copy(x);
        here.learner().begin(from.seed().at("layers", from.round()));
        double now = rate * schedule.factor(from.round(), from.rounds());
        double loss = new FullGradient(batch).step(here.learner(), here.party(), now, x, w, here.pool());
        int rows = here.party().size();
        Work work = new Work(rows, 1, loss, Double.NaN);
        return new Update(here.member(), rows, Payload.of(Update.DELTA, w.add(-1, x)), work);
    }

    @Override
    public Set<String> summed() {
        return Set.of(Update.DELTA);
    }

    @Override
    public String toString() {
        return "gradientStep()"
                + (rate == 0.1 ? "" : ".rate(" + Check.text(rate) + ")")
                + (batch == 32 ? "" : ".batch(" + batch + ")")
                + (schedule instanceof Schedule.Constant ? "" : ".schedule(" + schedule + ")");
    }
}
