package dev.parley.privacy;

import dev.parley.fault.Check;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.filter.Filter;
import dev.parley.filter.Place;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.num.GaussianNoise;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.Map;
import java.util.Optional;

/**
 * Adds Gaussian noise to the learned arrays of all combined vectors: x + N(0, sd^2) in each number, at the coordinator.
 *
 * <p>The noise repeats with the plan's seed, which is public: no privacy is claimed. Costs a pass with a draw a number.
 *
 * @param sd standard deviation, above 0, in the unit of the combined update
 */
public record AggregateNoise(double sd) implements Filter {
    public AggregateNoise {
        Check.positive("aggregateNoise(sd)", sd);
    }

    @Override
    public Place place() {
        return Place.BOUND;
    }

    @Override
    public Aggregate atCoordinator(Broadcast to, CoordinatorSide here, Exchange inner) {
        Aggregate all = inner.with(to);
        Seed seed = here.draws().named("aggregate noise", to.round());
        for (Map.Entry<String, ParamVector> each : all.payload().vectors().entrySet()) {
            GaussianNoise.add(each.getValue(), sd, seed.at(each.getKey()));
        }
        here.note("noise", sd);
        return all;
    }

    @Override
    public Optional<String> note() {
        return Optional.of(this + " repeats with the plan's seed; no privacy is claimed");
    }

    @Override
    public String toString() {
        return "aggregateNoise(" + Check.text(sd) + ")";
    }
}
