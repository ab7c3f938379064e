package dev.parley.engine.threads;

import dev.parley.example.Examples;
import dev.parley.example.Shape;
import dev.parley.model.Learner;
import dev.parley.model.Model;
import dev.parley.model.RepresentationLoss;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A batch cut into n parts of consecutive rows, each with a learner of its own: g = sum of (n_k / n) g_k, added in the
 * order of the parts.
 *
 * <p>Running statistics, such as those of batch normalization, are the mean of the ones that the parts' learners
 * propose, weighted by rows and in the same order: s = sum of (n_k / n) s_k. Where s_k moves a share a toward the part's
 * mean m_k and its unbiased variance v_k, s moves by a toward the mean of the whole batch, sum of (n_k / n) m_k, and
 * toward sum of (n_k / n) v_k, which leaves out how far the parts' means lie apart. Synchronous training on several
 * devices without synchronized batch normalization has the same, where it averages the devices' statistics, as Keras
 * does; PyTorch's DistributedDataParallel keeps the first device's.
 *
 * <p>Threads that are free help with the parts. Who computes which part, and how many help, makes no difference to the
 * bits; n does. Costs n gradients' memory and, each step, their sum.
 */
final class Sharded implements Learner {
    private final List<ConfinedLearner> parts;
    private final int batch;
    private final ParallelFor helpers;
    private final List<ParamVector> gradients = new ArrayList<>();
    private final double[] losses;
    private final float[][] outputs;
    private @Nullable StatisticsMean statistics;
    private int trained;

    /**
     * Made of learners that are its own from now on.
     *
     * @param parts each with room for a part of the batch
     * @param batch the largest number of rows a call may take
     */
    Sharded(List<Learner> parts, int batch, ParallelFor helpers) {
        this.parts = parts.stream().map(ConfinedLearner::new).toList();
        this.batch = batch;
        this.helpers = helpers;
        this.losses = new double[parts.size()];
        this.outputs =
                new float[parts.size()][parts.get(0).batch() * parts.get(0).outputs()];
    }

    /** A learner for batches cut into so many parts; plain where there is one. */
    static Learner open(Model model, Shape shape, int shards, int batch, ParallelFor helpers) {
        if (shards == 1) {
            return model.open(shape, batch);
        }
        List<Learner> parts = new ArrayList<>();
        for (int part = 0; part < shards; part++) {
            parts.add(model.open(shape, (batch + shards - 1) / shards));
        }
        return new Sharded(parts, batch, helpers);
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public int outputs() {
        return parts.get(0).outputs();
    }

    @Override
    public void begin(Seed seed) {
        for (int part = 0; part < parts.size(); part++) {
            int at = part;
            lent(part, learner -> learner.begin(seed.at("shard", at)));
        }
    }

    /** The gradient of one part. */
    private interface OfPart {
        double add(Learner learner, int first, int count, double share, ParamVector into);
    }

    @Override
    public int representation() {
        return parts.get(0).representation();
    }

    @Override
    public double addGradient(
            Examples data, int[] rows, int from, int count, double scale, ParamVector params, ParamVector into) {
        return addGradient(
                count,
                scale,
                into,
                (learner, first, size, share, sum) ->
                        learner.addGradient(data, rows, from + first, size, share, params, sum));
    }

    @Override
    public double addGradient(
            Examples data,
            int[] rows,
            int from,
            int count,
            double scale,
            ParamVector params,
            ParamVector into,
            RepresentationLoss more) {
        return addGradient(count, scale, into, (learner, first, size, share, sum) -> {
            RepresentationLoss ofPart =
                    (z, n, width, begin, gradient) -> more.addGradient(z, n, width, first + begin, gradient);
            return learner.addGradient(data, rows, from + first, size, share, params, sum, ofPart);
        });
    }

    private double addGradient(int count, double scale, ParamVector into, OfPart work) {
        while (gradients.size() < parts.size()) {
            gradients.add(ParamVector.zeros(into.layout()));
        }
        trained = count;
        double loss = each(count, part -> {
            int begin = begin(part, count);
            int size = begin(part + 1, count) - begin;
            ParamVector gradient = gradients.get(part).fill(0);
            lent(part, learner -> losses[part] = work.add(learner, begin, size, scale * size / count, gradient));
        });
        for (int part = 0; part < parts.size(); part++) {
            if (begin(part, count) < begin(part + 1, count)) {
                into.add(1, gradients.get(part));
            }
        }
        return loss;
    }

    @Override
    public void represent(Examples data, int[] rows, int from, int count, ParamVector params, float[] into) {
        int width = representation();
        helpers.all(parts.size(), part -> {
            int begin = begin(part, count);
            int size = begin(part + 1, count) - begin;
            if (size > 0) {
                float[] own = new float[size * width];
                lent(part, learner -> learner.represent(data, rows, from + begin, size, params, own));
                System.arraycopy(own, 0, into, begin * width, own.length);
            }
        });
    }

    @Override
    public void updateStatistics(ParamVector params) {
        StatisticsMean mean = statistics == null ? new StatisticsMean(params.layout()) : statistics;
        statistics = mean;
        for (int part = 0; part < parts.size(); part++) {
            int size = begin(part + 1, trained) - begin(part, trained);
            if (size > 0) {
                lent(part, learner -> learner.updateStatistics(params));
                mean.add(params, size);
            }
        }
        if (trained > 0) {
            mean.moveTo(params);
        }
        trained = 0;
    }

    @Override
    public double predict(Examples data, int[] rows, int from, int count, ParamVector params, float[] into) {
        double loss = each(count, part -> {
            int begin = begin(part, count);
            int size = begin(part + 1, count) - begin;
            lent(
                    part,
                    learner -> losses[part] = learner.predict(data, rows, from + begin, size, params, outputs[part]));
        });
        for (int part = 0; part < parts.size(); part++) {
            int begin = begin(part, count);
            int size = begin(part + 1, count) - begin;
            System.arraycopy(outputs[part], 0, into, begin * outputs(), size * outputs());
        }
        return loss;
    }

    /** First row of a part, where so many rows are cut into the parts; a part may be empty. */
    private int begin(int part, int count) {
        return (int) ((long) part * count / parts.size());
    }

    /** Has the work done for each part that has rows; answers the mean loss over them all. */
    private double each(int count, IntConsumer work) {
        helpers.all(parts.size(), part -> {
            if (begin(part, count) < begin(part + 1, count)) {
                work.accept(part);
            }
        });
        double sum = 0;
        for (int part = 0; part < parts.size(); part++) {
            int size = begin(part + 1, count) - begin(part, count);
            sum += size == 0 ? 0 : losses[part] * size;
        }
        return sum / count;
    }

    private interface Use {
        void of(Learner learner);
    }

    private void lent(int part, Use use) {
        ConfinedLearner learner = parts.get(part).lend();
        try {
            use.of(learner);
        } finally {
            learner.giveBack();
        }
    }

    @Override
    public void close() {
        parts.forEach(ConfinedLearner::close);
        gradients.forEach(ParamVector::close);
    }
}
