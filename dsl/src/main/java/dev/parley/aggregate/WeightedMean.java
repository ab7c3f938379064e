package dev.parley.aggregate;

import dev.parley.message.Update;

/** The mean weighted by examples, as in FedAvg (McMahan et al., AISTATS 2017): sum of n_i delta_i over sum of n_i. */
public record WeightedMean() implements Summable {
    @Override
    public double weight(Update update) {
        return update.examples();
    }

    @Override
    public boolean countsRows() {
        return true;
    }

    @Override
    public String toString() {
        return "weightedMean()";
    }
}
