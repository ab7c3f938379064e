package dev.parley.client;

import dev.parley.fault.Check;
import dev.parley.filter.Combine;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.filter.Place;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import dev.parley.optimizer.Correction;
import java.util.List;
import java.util.Optional;

/**
 * FedDyn, whose parties share one optimum by a regularizer that follows the training (Acar, Zhao, Matas Navarro,
 * Mattina, Whatmough and Saligrama, ICLR 2021, algorithm 1).
 *
 * <p>A party steps on F_i(w) - l_i w + a/2 |w - x|^2, and keeps l_i -= a (w - x). The coordinator keeps h -= a/N times the sum
 * of deltas over who came, of N parties in all, and makes the next model of their plain mean: x + mean of deltas - h/a. Bytes
 * are those of FedAvg; 4 bytes a parameter of memory at each party, which last over rounds without it, and at the
 * coordinator. With whole batches the
 * optimum of the mean is the only fixed point, however many local steps there are. Every party counts the
 * same, also under {@code weightedMean()}; under a rule that is no mean, its result stands for the mean in both. Running
 * statistics are averaged as they are.
 *
 * @param a strength of the pull, above 0; the paper takes 0.1, 0.01 and 0.001
 * @param sgd the steps, those of SGD unless said otherwise
 */
public record FedDyn(double a, LocalSteps<?> sgd) implements OnSteps<FedDyn> {
    private static final String DUAL = "dual";

    public FedDyn {
        Check.positive("fedDyn(a)", a);
    }

    /** With the default steps, {@code localSgd(0.1)}. */
    public FedDyn(double a) {
        this(a, new LocalSgd(0.1));
    }

    @Override
    public FedDyn on(LocalSteps<?> steps) {
        return new FedDyn(a, steps);
    }

    @Override
    public Update train(Broadcast from, PartySide here) {
        ParamVector x = from.params();
        ParamVector dual = here.memory().vector(DUAL, x.layout());
        Update update = sgd.train(from, x, here, List.of(Correction.pull(a, x, dual)));
        learned(dual.add(-a, update.delta()));
        return update;
    }

    @Override
    public Aggregate atCoordinator(Broadcast to, CoordinatorSide here, Exchange inner) {
        Aggregate all = inner.with(to);
        if (all.from().isEmpty()) {
            return all; // with nobody the paper's mean is not defined
        }
        ParamVector h = here.memory().vector("h", here.params().layout());
        double share = (double) all.from().size() / here.population();
        learned(h.add(-a * share, all.delta()));
        all.delta().add(-1 / a, h);
        return all;
    }

    /** Leaves out what is measured or frozen. */
    private static void learned(ParamVector vector) {
        vector.scale(0, Role.STATISTIC).scale(0, Role.FROZEN);
    }

    @Override
    public Combine combine(String vector) {
        return vector.equals(Update.DELTA) ? Combine.EQUALLY : Combine.AS_DELTA;
    }

    @Override
    public boolean ownsServerStep() {
        return true;
    }

    @Override
    public Optional<String> objection(List<Filter> others) {
        if (others.stream().anyMatch(Filter::keepsAllAtHome)) {
            return Optional.of(this + " shares a regularizer, but in local() nothing leaves a party; use " + sgd
                    + ", or federation()");
        }
        return others.stream()
                .filter(filter -> filter.place() == Place.BOUND)
                .findFirst()
                .map(filter -> this + " adds up over rounds what parties send, and " + filter
                        + " changes it on the way: the sum and the parties' own would drift apart, and the model"
                        + " settle beside the optimum; bound the steps by .clipGradient(c), or use fedProx(0.1)");
    }

    @Override
    public Optional<String> note() {
        String wants =
                (sgd.weightDecay() > 0 ? "" : ".weightDecay(0.001)") + (sgd.clip() > 0 ? "" : ".clipGradient(10)");
        return Optional.of(this + " counts every party the same, whatever its rows"
                + (wants.isEmpty() ? "" : "; the paper trains it with " + wants));
    }

    @Override
    public String toString() {
        return "fedDyn(" + Check.text(a) + ")" + sgd.words();
    }
}
