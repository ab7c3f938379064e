package dev.parley.engine.threads;

import dev.parley.engine.Evaluator;
import dev.parley.engine.Session;
import dev.parley.example.Examples;
import dev.parley.example.Shape;
import dev.parley.model.Evaluation;
import dev.parley.model.Learner;
import dev.parley.model.MetricSums;
import dev.parley.model.Model;
import dev.parley.num.ParamVector;
import dev.parley.score.Outputs;
import dev.parley.score.Scores;
import dev.parley.score.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Evaluations on a pool of threads, in parts of fixed size whose sums are added in order: the same bits on any number. */
public final class ThreadsEvaluator implements Evaluator {
    private static final int CHUNK = 1024;
    static final int BATCH = 64;

    private final Model model;
    private final Shape shape;
    private final Examples test;
    private final Optional<Examples> validation;
    private final LearnerPool pool;
    private final boolean isOurs;
    private @Nullable Learner own;

    /**
     * An evaluator for the training of the calling thread, to be closed before its session.
     *
     * @param session whose threads and learners do the work where they are of this process: they are idle meanwhile, and
     *     what they have in the processor's caches serves again
     */
    public ThreadsEvaluator(
            Session session, int threads, Model model, Shape shape, Examples test, Optional<Examples> validation) {
        this.model = model;
        this.shape = shape;
        this.test = test;
        this.validation = validation;
        Optional<LearnerPool> idle = session instanceof ThreadsSession here ? here.idle() : Optional.empty();
        this.isOurs = idle.isEmpty();
        this.pool = idle.orElseGet(() -> new LearnerPool(threads, free -> model.open(shape, BATCH)));
    }

    @Override
    public Evaluation test(ParamVector params) {
        return evaluate(params, test);
    }

    @Override
    public Optional<Evaluation> validation(ParamVector params) {
        return validation.map(rows -> evaluate(params, rows));
    }

    private Evaluation evaluate(ParamVector params, Examples rows) {
        int[] all = IntStream.range(0, rows.size()).toArray();
        List<Future<MetricSums>> parts = new ArrayList<>();
        for (int from = 0; from < all.length; from += CHUNK) {
            int start = from;
            int end = Math.min(from + CHUNK, all.length);
            parts.add(pool.submit(learner -> MetricSums.of(learner, params, rows, all, start, end)));
        }
        try {
            MetricSums sum = MetricSums.NONE;
            for (Future<MetricSums> part : parts) {
                sum = sum.plus(pool.await(part));
            }
            return sum.evaluation(model, shape);
        } finally {
            pool.abandon(parts);
        }
    }

    @Override
    public Scores scores(ParamVector params) {
        return Outputs.of(learner(), params, shape, validation.orElse(test), Threshold.NONE);
    }

    @Override
    public Learner learner() {
        if (own == null) {
            own = model.open(shape, BATCH);
        }
        return own;
    }

    @Override
    public void close() {
        if (isOurs) {
            pool.close();
        }
        if (own != null) {
            own.close();
        }
    }
}
