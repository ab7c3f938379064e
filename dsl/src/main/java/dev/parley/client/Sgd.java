package dev.parley.client;

import dev.parley.data.Examples;
import dev.parley.data.Party;
import dev.parley.message.Member;
import dev.parley.message.Update;
import dev.parley.model.Learner;
import dev.parley.num.ParamVector;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * SGD from a starting point: plain steps go straight into the parameters, others through a gradient of their own.
 *
 * <p>An interrupt lands between two steps.
 */
final class Sgd implements AutoCloseable {
    private final Learner learner;
    private final ParamVector start;
    private final ParamVector params;
    private final @Nullable ParamVector gradient;
    private final @Nullable ParamVector velocity;
    private final double momentum;
    private final double decay;
    private final double mu;
    private int steps;
    private boolean sent;

    Sgd(Learner learner, ParamVector start, double momentum, double decay, double mu) {
        this.learner = learner;
        this.start = start;
        this.params = start.copy();
        this.momentum = momentum;
        this.decay = decay;
        this.mu = mu;
        boolean plain = momentum == 0 && decay == 0 && mu == 0;
        this.gradient = plain ? null : ParamVector.zeros(start.layout());
        this.velocity = momentum == 0 ? null : ParamVector.zeros(start.layout());
    }

    ParamVector params() {
        return params;
    }

    /** Takes a step; answers the mean loss of its rows before it. */
    double step(Examples data, int[] rows, int from, int count, double rate) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("stopped between two steps");
        }
        steps++;
        if (gradient == null) {
            return learner.addGradient(data, rows, from, count, -rate, params, params);
        }
        gradient.scale(0);
        double loss = learner.addGradient(data, rows, from, count, 1, params, gradient);
        if (decay != 0) {
            gradient.add(decay, params);
        }
        if (mu != 0) {
            gradient.add(mu, params).add(-mu, start);
        }
        if (velocity == null) {
            params.add(-rate, gradient);
        } else {
            velocity.scale(momentum).add(1, gradient);
            params.add(-rate, velocity);
        }
        return loss;
    }

    /** What is sent, and the end of the steps: the parameters become their change, and the receiver's to close. */
    Update update(Party party, int examples, long processed, double before, double after) {
        sent = true;
        return new Update(
                new Member(party.index(), party.name(), party.size()),
                examples,
                processed,
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
        if (velocity != null) {
            velocity.close();
        }
    }
}
