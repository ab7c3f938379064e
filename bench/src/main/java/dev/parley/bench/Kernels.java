package dev.parley.bench;

import static dev.parley.Parley.dataset;
import static dev.parley.Parley.dirichlet;

import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The kernels alone, under JMH: a step, an aggregation, a partition. For comparing one change of ours with another. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@NullUnmarked
public class Kernels {
    /** A model at a batch size, at work on MNIST. */
    @State(Scope.Thread)
    public static class Step {
        /** The model. */
        @Param({"softmax", "2nn"})
        public String model = "";

        /** Rows a step. */
        @Param({"10", "64"})
        public int batch;

        private StepWork work;

        /** Opens the learner. */
        @Setup
        public void open() {
            Parties set = Sets.pooled("mnist");
            work = new StepWork(Models.named(model), set.all().get(0), set.shape(), batch);
        }

        /** Closes it. */
        @TearDown
        public void close() {
            work.close();
        }
    }

    /** 100 updates of 200,000 floats. */
    @State(Scope.Thread)
    public static class Updates {
        private final AggregateWork work = new AggregateWork();
    }

    /** MNIST's 60,000 labels. */
    @State(Scope.Thread)
    public static class Labels {
        private final Dataset set = dataset("mnist");
    }

    /** Gather, forward, backward, update. */
    @Benchmark
    public double step(Step of) {
        return of.work.step();
    }

    /** The weighted mean of 80 MB. */
    @Benchmark
    public double aggregation(Updates of) {
        return of.work.weightedMean();
    }

    /** A Dirichlet split over 100 parties. */
    @Benchmark
    public Parties partition(Labels of) {
        return of.set.split(100, dirichlet(0.5));
    }
}
