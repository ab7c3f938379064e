package dev.parley.client;

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
import dev.parley.optimizer.Correction;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * SCAFFOLD, which corrects local steps by control variates (Karimireddy et al., ICML 2020, algorithm 1, option II).
 *
 * <p>A party steps w -= rate (g(w) - c_i + c), and after its K steps from x keeps c_i+ = c_i - c + (x - w) / (K rate).
 * It sends its delta and c_i+ - c_i; the server adds to c the sum of these over all N parties, |S| / N times their plain
 * mean. Twice the bytes of FedAvg each way, and 4 bytes a parameter of memory at each party, which lasts over rounds
 * without it. The rate is that of plain SGD: momentum and weight decay would scale the variates wrongly, and are
 * refused. The paper takes the plain mean: {@code aggregate(mean())}. A bound such as {@code clip(c)} cuts off changes of
 * c_i that c never gets; it is said before the training.
 *
 * @param sgd the steps
 */
public record Scaffold(LocalSgd sgd) implements OnSgd<Scaffold> {
    private static final String CONTROL = "control";

    /** With the default steps, {@code localSgd(0.1)}. */
    public Scaffold() {
        this(new LocalSgd(0.1));
    }

    @Override
    public Scaffold on(LocalSgd steps) {
        return new Scaffold(steps);
    }

    @Override
    public String reason() {
        return "measures its variates in steps of plain SGD";
    }

    @Override
    public Update train(Broadcast from, PartySide here) {
        ParamVector c = from.vector(CONTROL);
        ParamVector mine = here.memory().vector(CONTROL, c.layout());
        try (ParamVector shift = here.pool().copy(c).add(-1, mine)) {
            Update update = sgd.train(from, from.params(), here, List.of(Correction.shift(shift)));
            double path = update.work().steps() * sgd.rate(from);
            // c_i+ - c_i = -c + (x - w) / (K rate), and delta is w - x
            ParamVector change =
                    here.pool().copy(update.delta()).scale(-1 / path).add(-1, c);
            mine.add(1, change);
            return update.and(CONTROL, change);
        }
    }

    @Override
    public Aggregate atCoordinator(Broadcast to, CoordinatorSide here, Exchange inner) {
        ParamVector c = here.memory().vector(CONTROL, here.params().layout());
        Aggregate all = inner.with(to.and(CONTROL, c));
        if (all.payload().hasVector(CONTROL)) { // nobody has sent one in a round without parties
            c.add(all.parties() / here.population(), all.vector(CONTROL));
        }
        return all;
    }

    @Override
    public Combine combine(String vector) {
        return vector.equals(CONTROL) ? Combine.PLAIN_MEAN : Combine.AS_DELTA;
    }

    @Override
    public Set<String> summed() {
        return Set.of(Update.DELTA, CONTROL);
    }

    @Override
    public boolean needsItsCoordinator() {
        return true;
    }

    @Override
    public Optional<String> objection(List<Filter> others) {
        if (others.stream().anyMatch(Filter::keepsAllAtHome)) {
            return Optional.of(this + " shares its variates, but in local() nothing leaves a party; use " + sgd
                    + ", or federation()");
        }
        return sgd.momentum() == 0 && sgd.weightDecay() == 0
                ? Optional.empty()
                : Optional.of(this + " measures its variates in steps of plain SGD, but has momentum or weight decay;"
                        + " leave them out, or put momentum on the server: server(serverSgd(1).momentum(0.9))");
    }

    @Override
    public Optional<String> note(List<Filter> others) {
        return others.stream()
                .filter(filter -> filter.place() == Place.BOUND)
                .findFirst()
                .map(filter -> this + " adds up over rounds how parties' variates change, and " + filter
                        + " changes that on the way: what it takes away is never made up for, and the model settles"
                        + " beside the optimum; take a bound so wide that it seldom acts, or another client, such as "
                        + sgd);
    }

    @Override
    public String toString() {
        return "scaffold()" + sgd.words();
    }
}
