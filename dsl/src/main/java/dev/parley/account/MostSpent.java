package dev.parley.account;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Finds who has spent most among many, without an account of each: of some with the same noise none has spent more than the
 * largest probability in the largest number of rounds, and where that is less than another's, none of them is looked at.
 */
public final class MostSpent {
    private final ToDoubleFunction<Spending> epsilon;
    private Spending most = Spending.NOTHING;
    private double found = -1;

    private MostSpent(ToDoubleFunction<Spending> epsilon) {
        this.epsilon = epsilon;
    }

    /** One of which none has a larger epsilon; nothing of none. */
    public static Spending of(Stream<Spending> all, ToDoubleFunction<Spending> epsilon) {
        MostSpent search = new MostSpent(epsilon);
        List<Double> noises = new ArrayList<>();
        List<List<SampledGaussian>> alike = new ArrayList<>();
        all.distinct().forEach(one -> {
            if (one.mechanisms().size() == 1 && one.mechanisms().get(0) instanceof SampledGaussian drawn) {
                if (!noises.contains(drawn.z())) {
                    noises.add(drawn.z());
                    alike.add(new ArrayList<>());
                }
                alike.get(noises.indexOf(drawn.z())).add(drawn);
            } else {
                search.look(one);
            }
        });
        for (List<SampledGaussian> some : alike) {
            some.sort(Comparator.comparingDouble(SampledGaussian::q).reversed());
            search.among(some);
        }
        return search.most;
    }

    /** Those of the same noise, the largest probability first. */
    private void among(List<SampledGaussian> some) {
        SampledGaussian first = some.get(0);
        if (some.size() == 1) {
            look(Spending.NOTHING.and(first));
            return;
        }
        long rounds = some.stream().mapToLong(SampledGaussian::rounds).max().orElseThrow();
        Spending bound = Spending.NOTHING.and(new SampledGaussian(first.z(), first.q(), rounds));
        if (epsilon.applyAsDouble(bound) > found) {
            among(some.subList(0, some.size() / 2));
            among(some.subList(some.size() / 2, some.size()));
        }
    }

    private void look(Spending one) {
        double here = epsilon.applyAsDouble(one);
        if (here > found) {
            found = here;
            most = one;
        }
    }
}
