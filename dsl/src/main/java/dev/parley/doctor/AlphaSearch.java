package dev.parley.doctor;

import dev.parley.data.Dataset;
import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import dev.parley.partition.Dirichlet;

/** Looks for the concentration of a Dirichlet split that makes parties as unlike each other as is wanted. */
public final class AlphaSearch {
    private static final int SEEDS = 5;
    private static final int STEPS = 18;
    private static final double LEAST = 0.01;
    private static final double MOST = 1000;

    private AlphaSearch() {}

    /**
     * The concentration, to about one part in a hundred, by the mean over five seeds.
     *
     * @throws PlanException where no concentration comes to it
     */
    public static double of(double heterogeneity, Dataset data, int parties) {
        String asked = "alphaFor(" + Check.text(heterogeneity) + ", .., " + parties + ")";
        if (!(heterogeneity > 0 && heterogeneity < 1)) {
            throw new PlanException(asked + ": heterogeneity lies between 0 (alike) and 1 (nothing in common)");
        }
        double low = at(LEAST, data, parties);
        double high = at(MOST, data, parties);
        if (heterogeneity > low || heterogeneity < high) {
            throw new PlanException(asked
                    + String.format(
                            java.util.Locale.ROOT,
                            ": a Dirichlet split of these rows comes to %.2f to %.2f; ask for one of these",
                            high,
                            low));
        }
        double from = Math.log(LEAST);
        double to = Math.log(MOST);
        for (int step = 0; step < STEPS; step++) {
            double middle = (from + to) / 2;
            if (at(Math.exp(middle), data, parties) > heterogeneity) {
                from = middle;
            } else {
                to = middle;
            }
        }
        return Math.exp((from + to) / 2);
    }

    private static double at(double alpha, Dataset data, int parties) {
        double sum = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            sum += Diagnosis.of(data.split(parties, new Dirichlet(alpha), seed)).heterogeneity();
        }
        return sum / SEEDS;
    }
}
