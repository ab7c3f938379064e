package dev.parley.spark;

import dev.parley.file.Choices;
import java.util.List;

/** The client of the benchmark, as a jar of a user's own would declare it. */
public final class SparkChoices implements Choices {
    @Override
    public List<Class<? extends Record>> records() {
        return List.of(SparkWorker.Sends.class);
    }
}
