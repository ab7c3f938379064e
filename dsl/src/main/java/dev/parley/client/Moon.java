package dev.parley.client;

import dev.parley.example.Shape;
import dev.parley.fault.Check;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.model.Model;
import dev.parley.num.ParamVector;
import dev.parley.optimizer.ContrastedLearner;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * MOON: local SGD that keeps what a network makes of a row near to what the global model makes of it, and away from what the
 * party's own previous model made (Li, He and Song, CVPR 2021).
 *
 * <p>The loss has mu times -log(e^(cos(z, z+) / T) / (e^(cos(z, z+) / T) + e^(cos(z, z-) / T))) more, where z, z+ and z- are a
 * row's representations by the model on the way, by the global model and by the party's model of the last round it took part
 * in. A representation is the input of the last dense layer: the paper puts two dense layers there, as
 * {@code sequential(.., dense(84), relu(), dense(256), dense())} does. z+ and z- are taken as a model predicts, without
 * dropout, as in the paper's code. In its first round a party has no previous model, and the term teaches nothing. Costs two
 * passes forward over the party's rows a round, however many epochs it has, and 4 bytes a parameter at each party; in the
 * round 4 bytes a number of a representation for each row, at most 128 MB: a party with more rows takes the two passes in each
 * epoch. Sends nothing more than FedAvg. {@code moon(0)} is {@code localSgd}.
 *
 * @param mu strength of the term, at least 0
 * @param temperature T, above 0
 * @param sgd the steps
 */
public record Moon(double mu, double temperature, LocalSgd sgd) implements OnSgd<Moon> {
    private static final String PREVIOUS = "previous";

    public Moon {
        Check.notNegative("moon(mu)", mu);
        Check.positive("moon(..).temperature(t)", temperature);
    }

    /** At the paper's temperature of 0.5, with the default steps, {@code localSgd(0.1)}. */
    public Moon(double mu) {
        this(mu, 0.5, new LocalSgd(0.1));
    }

    /**
     * The temperature of the term; default 0.5. The lower it is, the more the nearer of both models counts.
     *
     * @param t above 0, else a PlanException
     */
    public Moon temperature(double t) {
        return new Moon(mu, t, sgd);
    }

    @Override
    public Moon on(LocalSgd steps) {
        return new Moon(mu, temperature, steps);
    }

    @Override
    public Update train(Broadcast from, PartySide here) {
        if (mu == 0) {
            return sgd.train(from, here);
        }
        ParamVector x = from.params();
        boolean first = !here.memory().hasVector(PREVIOUS);
        ParamVector previous = here.memory().vector(PREVIOUS, x.layout());
        Update update = first
                ? sgd.train(from, here)
                : sgd.train(
                        from,
                        x,
                        here,
                        new ContrastedLearner(here.learner(), here.party(), mu, temperature, x, previous),
                        List.of());
        previous.set(x).add(1, update.delta());
        return update;
    }

    @Override
    public Optional<String> objection(List<Filter> others) {
        return mu > 0 && others.stream().anyMatch(Filter::keepsAllAtHome)
                ? Optional.of(this + " stays near the model that parties share, but in local() they share none; use "
                        + sgd + ", or federation()")
                : Optional.empty();
    }

    @Override
    public Optional<String> objection(Model model, Shape shape) {
        return mu == 0 || model.representation(shape) > 0
                ? Optional.empty()
                : Optional.of(
                        this + " compares representations, the inputs of a last dense layer behind others that learn,"
                                + " but " + model + " has none; take a network such as mlp(100), or " + sgd);
    }

    @Override
    public Set<String> summed() {
        return Set.of(Update.DELTA);
    }

    @Override
    public String toString() {
        return "moon(" + Check.text(mu) + ")"
                + (temperature == 0.5 ? "" : ".temperature(" + Check.text(temperature) + ")") + sgd.words();
    }
}
