package dev.parley.spark;

import dev.parley.message.Turn;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;

/** A job's work for one slice, as it travels to an executor. */
final class SliceWork implements Function2<Integer, Iterator<Slice>, Iterator<Answered>> {
    private static final long serialVersionUID = 1;

    private final Broadcast<String> program;
    private final Broadcast<byte[]> shared;
    private final Broadcast<Ask>[] asks;
    private final Step step;

    /**
     * A moment of the training, and whom it asks.
     *
     * @param filter the place of the filter that is asked; -1 where the parties' whole onion answers
     */
    record Step(int round, int rounds, String name, boolean evaluated, int filter, int largest)
            implements Serializable {
        Turn turn() {
            return new Turn(round, rounds, name, evaluated);
        }
    }

    SliceWork(Broadcast<String> program, Broadcast<byte[]> shared, Broadcast<Ask>[] asks, Step step) {
        this.program = program;
        this.shared = shared;
        this.asks = asks.clone();
        this.step = step;
    }

    @Override
    public Iterator<Answered> call(Integer slice, Iterator<Slice> slices) {
        List<Answered> answers = new ArrayList<>();
        while (slices.hasNext()) {
            answers.addAll(
                    Executor.of(program.value()).answer(slices.next(), asks[slice].value(), shared.value(), step));
        }
        return answers.iterator();
    }
}
