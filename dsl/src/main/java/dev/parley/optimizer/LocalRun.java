package dev.parley.optimizer;

import dev.parley.example.Examples;
import dev.parley.model.Learner;
import dev.parley.num.ParamVector;
import dev.parley.num.Stop;
import dev.parley.num.VectorPool;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Steps downhill from a starting point: plain ones go straight into the parameters, others through a gradient and a
 * rule.
 *
 * <p>A stop lands between two steps.
 */
public final class LocalRun implements AutoCloseable {
    private final Learner learner;
    private final ParamVector start;
    private final ParamVector params;
    private final @Nullable ParamVector gradient;
    private final @Nullable StepRule rule;
    private int steps;
    private boolean sent;

    /**
     * Ready for the first step.
     *
     * @param rule closed with this; none is plain SGD
     */
    public LocalRun(Learner learner, ParamVector start, Optional<StepRule> rule, VectorPool pool) {
        this.learner = learner;
        this.start = start;
        this.rule = rule.orElse(null);
        this.params = pool.copy(start);
        this.gradient = rule.isEmpty() ? null : pool.zeros(start.layout());
    }

    /** The parameters so far. */
    public ParamVector params() {
        return params;
    }

    /** Steps taken. */
    public int steps() {
        return steps;
    }

    /**
     * Takes a step.
     *
     * @return the mean loss of its rows before it
     * @throws java.util.concurrent.CancellationException where the training is to stop
     */
    public double step(Examples data, int[] rows, int from, int count, double rate) {
        Stop.check("stopped between two steps");
        steps++;
        if (gradient == null || rule == null) {
            double before = learner.addGradient(data, rows, from, count, -rate, params, params);
            learner.updateStatistics(params);
            return before;
        }
        double loss = learner.addGradient(data, rows, from, count, 1, params, gradient);
        rule.step(params, gradient, rate);
        learner.updateStatistics(params);
        return loss;
    }

    /** The change of the parameters, and the end of the steps; the caller's to close. */
    public ParamVector delta() {
        sent = true;
        return params.add(-1, start);
    }

    @Override
    public void close() {
        if (!sent) {
            params.close();
        }
        if (gradient != null) {
            gradient.close();
        }
        if (rule != null) {
            rule.close();
        }
    }
}
