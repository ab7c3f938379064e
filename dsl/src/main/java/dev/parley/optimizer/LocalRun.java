package dev.parley.optimizer;

import dev.parley.example.Examples;
import dev.parley.example.Party;
import dev.parley.message.Member;
import dev.parley.message.Update;
import dev.parley.model.Learner;
import dev.parley.num.ParamVector;
import dev.parley.num.VectorPool;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Steps downhill from a starting point: plain ones go straight into the parameters, others through a gradient and a
 * rule.
 *
 * <p>An interrupt lands between two steps.
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

    public ParamVector params() {
        return params;
    }

    /** Takes a step; answers the mean loss of its rows before it. */
    public double step(Examples data, int[] rows, int from, int count, double rate) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("stopped between two steps");
        }
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

    /** What is sent, and the end of the steps: the parameters become their change, and the receiver's to close. */
    public Update update(Party party, int examples, long samplesSeen, double before, double after) {
        sent = true;
        return new Update(
                new Member(party.index(), party.name(), party.size()),
                examples,
                samplesSeen,
                steps,
                Map.of("delta", params.add(-1, start)),
                before,
                after);
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
