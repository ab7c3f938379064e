package dev.parley.personal;

import dev.parley.client.LocalSgd;
import dev.parley.fault.Check;
import dev.parley.filter.Answer;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.num.ParamVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Per-FedAvg: the common model is one from which a single step at a party goes far; that step makes the party's own
 * (Fallah, Mokhtari and Ozdaglar, NeurIPS 2020, algorithm 1).
 *
 * <p>A step takes two batches: w -= rate gradient(w - alpha gradient(w; B1); B2), without the Hessian (the paper's FO variant);
 * {@code hessianFree()} adds the paper's difference for it, on a third batch, with a step of 0.001 along the gradient. The
 * rate is the client's. The party's own model is x - alpha gradient(x) over all its rows. Nothing is kept, and the bytes are
 * those without it.
 *
 * @param alpha rate of the step that makes a model the party's own, above 0
 * @param second whether second derivatives are estimated
 */
public record PerFedAvg(double alpha, boolean second) implements Personalization {
    private static final double DIFFERENCE = 1e-3;

    public PerFedAvg {
        Check.positive("perFedAvg(alpha)", alpha);
    }

    /** Without second derivatives. */
    public PerFedAvg(double alpha) {
        this(alpha, false);
    }

    /** Estimates second derivatives by a difference of two gradients, which makes four gradients a step in place of two. */
    public PerFedAvg hessianFree() {
        return new PerFedAvg(alpha, true);
    }

    /** A batch that waits for others. */
    @SuppressWarnings("ArrayRecordComponent") // is walked along, and not compared
    private record Batch(int[] rows, int at, int count) {}

    @Override
    public Update learn(Broadcast from, PartySide here, Answer inner) {
        int needed = second ? 3 : 2;
        List<Batch> waiting = new ArrayList<>();
        int[] left = {batches(here)};
        try (OwnSteps walk = new OwnSteps(from, here);
                ParamVector near = here.pool().copy(from.params());
                ParamVector direction = here.pool().copy(from.params())) {
            return walk.walk((rows, at, count) -> {
                waiting.add(new Batch(rows, at, count));
                left[0]--;
                if (waiting.size() == needed || left[0] == 0) {
                    step(walk, waiting, near, direction);
                    waiting.clear();
                }
            });
        }
    }

    private static int batches(PartySide here) {
        LocalSgd sgd = (LocalSgd) here.client();
        int size = Math.min(sgd.batch(), here.party().size());
        return sgd.epochs() * ((here.party().size() + size - 1) / size);
    }

    /** A step on two or three batches; where fewer are left, the last one serves again. */
    private void step(OwnSteps walk, List<Batch> batches, ParamVector near, ParamVector direction) {
        ParamVector w = walk.w();
        near.set(w).add(-alpha, gradient(walk, batches, 0, w));
        ParamVector there = gradient(walk, batches, 1, near);
        direction.set(there);
        walk.settle(w);
        if (second) {
            // the Hessian along the gradient g: (gradient(w + d g) - gradient(w - d g)) / 2 d
            near.set(w).add(DIFFERENCE, there);
            float factor = (float) (alpha / (2 * DIFFERENCE));
            ParamVector ahead = gradient(walk, batches, 2, near);
            near.set(w).add(-DIFFERENCE, direction);
            direction.add(-factor, ahead);
            direction.add(factor, gradient(walk, batches, 2, near));
        }
        w.add(-walk.rate(), direction);
    }

    private static ParamVector gradient(OwnSteps walk, List<Batch> batches, int number, ParamVector at) {
        Batch batch = batches.get(Math.min(number, batches.size() - 1));
        return walk.gradient(batch.rows(), batch.at(), batch.count(), at);
    }

    @Override
    public ParamVector own(Broadcast from, PartySide here) {
        int[] rows = here.party().rows();
        int most = here.learner().batch();
        ParamVector own = here.pool().copy(from.params());
        here.learner().begin(from.seed().at("layers", from.round()));
        try (ParamVector gradient = here.pool().zeros(own.layout())) {
            for (int at = 0; at < rows.length; at += most) {
                int count = Math.min(most, rows.length - at);
                here.learner()
                        .addGradient(
                                here.party().examples(),
                                rows,
                                at,
                                count,
                                (double) count / rows.length,
                                from.params(),
                                gradient);
            }
            return own.add(-alpha, gradient);
        }
    }

    @Override
    public Optional<String> objection(List<Filter> others) {
        return LocalWork.inPlaceOf(this, others, false);
    }

    @Override
    public String toString() {
        return "perFedAvg(" + Check.text(alpha) + ")" + (second ? ".hessianFree()" : "");
    }
}
