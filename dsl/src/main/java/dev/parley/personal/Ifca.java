package dev.parley.personal;

import dev.parley.client.FedProx;
import dev.parley.client.LocalSteps;
import dev.parley.fault.PlanException;
import dev.parley.filter.Answer;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.filter.Filter;
import dev.parley.filter.LossAtStart;
import dev.parley.filter.Memory;
import dev.parley.filter.PartySide;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.num.ParamVector;
import dev.parley.optimizer.Probe;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * IFCA: the coordinator has k models; each party trains the one that fits its rows best, and each model is combined of those
 * who chose it (Ghosh, Chung, Yin and Ramchandran, NeurIPS 2020, algorithm 1, averaging models).
 *
 * <p>All k models are sent, k times the bytes down. A party sends its choice, a column of {@code run.partyTable()}, and the
 * loss it chose by, over its training rows. The paper starts from k random models, of which some may never be chosen. Here
 * all start alike, and at the end of a round one model that is the last choice of no party becomes that of the party with the
 * greatest loss, after its work, as k-means does with an empty cluster. The model of the test rows' scores is that which most
 * rows chose last. Each model takes the plain step of its own update; {@code server(..)} steps one model, and is refused.
 *
 * @param k models, at least 2
 */
public record Ifca(int k) implements Personalization {
    /** The number that a party sends: which model it chose, from 1. */
    public static final String CLUSTER = "cluster";

    private static final String LOSS = "cluster loss";
    private static final String MAIN = "main";
    private static final String WORST = "worst";

    public Ifca {
        if (k < 2) {
            throw new PlanException(
                    "ifca(k) needs at least 2 models, but " + k + " was given; with one it is federation()");
        }
    }

    private static String model(int number) {
        return "model " + number;
    }

    private static String rows(int number) {
        return "rows " + number;
    }

    private static String choice(int party) {
        return "choice " + party;
    }

    // The party's half

    /** The number of the model with the least loss on the party's rows, from 1; of equals the first. */
    private int best(Broadcast from, PartySide here, double[] least) {
        Probe probe = Probe.all(here.learner(), here.party());
        int best = 1;
        least[0] = Double.POSITIVE_INFINITY;
        for (int number = 1; number <= k; number++) {
            double loss = probe.loss(from.vector(model(number)));
            if (loss < least[0]) {
                least[0] = loss;
                best = number;
            }
        }
        return best;
    }

    /** The broadcast with one of the models alone. */
    private Broadcast with(Broadcast from, int number) {
        Payload rest = from.payload();
        for (int i = 1; i <= k; i++) {
            rest = rest.without(model(i));
        }
        return from.carrying(rest.and(Update.PARAMS, from.vector(model(number))));
    }

    @Override
    public Update atParty(Broadcast from, PartySide here, Answer inner) {
        if (!from.turn().step().equals(Turn.SCORE)) {
            return Personalization.super.atParty(from, here, inner);
        }
        Update main = inner.to(with(from, (int) from.payload().number(MAIN)), here);
        return Personalization.both(main, inner.to(with(from, best(from, here, new double[1])), here));
    }

    @Override
    public Update learn(Broadcast from, PartySide here, Answer inner) {
        double[] loss = new double[1];
        int number = best(from, here, loss);
        return inner.to(with(from, number), here).and(CLUSTER, number).and(LOSS, loss[0]);
    }

    @Override
    public ParamVector own(Broadcast from, PartySide here) {
        return here.pool().copy(from.vector(model(best(from, here, new double[1]))));
    }

    // The coordinator's half

    private ParamVector model(int number, CoordinatorSide here) {
        Memory memory = here.memory();
        return memory.hasVector(model(number))
                ? memory.vector(model(number), here.params().layout())
                : memory.vector(model(number), here.params().layout()).set(here.params());
    }

    @Override
    public Aggregate atCoordinator(Broadcast to, CoordinatorSide here, Exchange inner) {
        Memory memory = here.memory();
        Payload all = to.payload().without(Update.PARAMS);
        for (int number = 1; number <= k; number++) {
            all = all.and(model(number), model(number, here));
        }
        if (!to.turn().step().equals(Turn.TRAIN)) {
            return inner.with(to.carrying(all.and(MAIN, memory.number(MAIN, 1))));
        }
        for (int number = 1; number <= k; number++) {
            memory.put(rows(number), 0);
        }
        here.secrets().put(WORST, Double.NEGATIVE_INFINITY);
        Aggregate combined = inner.with(to.carrying(all));
        return combined.from().isEmpty() ? combined : stepped(combined, here);
    }

    /** Gives an update to the model that it is of, and remembers the worst. */
    @Override
    public Update arrived(Update one, CoordinatorSide here) {
        if (!one.payload().hasVector(Update.DELTA)) {
            return one;
        }
        double told = one.number(CLUSTER);
        int number = (int) told;
        if (number != told || number < 1 || number > k) {
            throw new IllegalArgumentException("it is of the model " + told + " of " + k);
        }
        Memory memory = here.memory();
        memory.put(rows(number), memory.number(rows(number), 0) + one.examples());
        memory.put(choice(one.from().index()), number);
        if (one.number(LOSS) > here.secrets().number(WORST, Double.NEGATIVE_INFINITY)) {
            here.secrets().put(WORST, one.number(LOSS));
            here.secrets()
                    .vector(WORST, here.params().layout())
                    .set(model(number, here))
                    .add(1, one.delta());
        }
        Payload rest = one.payload().without(Update.DELTA).without(LOSS).without(CLUSTER);
        return one.carrying(rest.and(model(number), one.delta()));
    }

    /** Tells whether it was the last choice of no party, be it one of an earlier round. */
    private static boolean isEmpty(int number, CoordinatorSide here) {
        return IntStream.range(0, here.population())
                .noneMatch(party -> here.memory().number(choice(party), 0) == number);
    }

    /** Moves all models that were chosen; what is handed on is the way from the model before to that of most rows. */
    private Aggregate stepped(Aggregate combined, CoordinatorSide here) {
        Memory memory = here.memory();
        int main = 1;
        boolean begun = false;
        for (int number = 1; number <= k; number++) {
            if (combined.payload().hasVector(model(number))) {
                model(number, here).add(1, combined.vector(model(number)));
            } else if (!begun && isEmpty(number, here)) {
                model(number, here)
                        .set(here.secrets().vector(WORST, here.params().layout()));
                begun = true;
            }
            main = memory.number(rows(number), 0) > memory.number(rows(main), 0) ? number : main;
            here.note("cluster " + number + " rows", memory.number(rows(number), 0));
        }
        memory.put(MAIN, main);
        ParamVector way = here.params().copy().scale(-1).add(1, model(main, here));
        combined.payload().close();
        return new Aggregate(Payload.of(Update.DELTA, way), combined.from(), combined.weight());
    }

    @Override
    public int groups() {
        return k;
    }

    @Override
    public Optional<String> objection(List<Filter> others) {
        ClientAlgorithm client = LocalWork.client(others);
        if (others.stream().anyMatch(LossAtStart.class::isInstance)) {
            return Optional.of(
                    "personalize(" + this + ") combines each of its models by itself, but aggregate(qFair(q))"
                            + " weighs the parties of one; use weightedMean()");
        }
        if (LocalWork.keepsMoments(client)) {
            return Optional.of(
                    "personalize(" + this + ") lets a party change its model from round to round, but client(" + client
                            + ") goes on with the moments of one; leave keepState() out");
        }
        return client instanceof LocalSteps<?> || client instanceof FedProx
                ? Optional.empty()
                : Optional.of("personalize(" + this + ") lets a party change its model from round to round, but client("
                        + client + ") goes on from one; use localSgd(..), localAdam(..) or fedProx(..)");
    }

    @Override
    public Optional<String> note() {
        return Optional.of(
                this + ": the test rows' scores are those of the model that most rows chose; run.personal() has"
                        + " each party's own");
    }

    @Override
    public String toString() {
        return "ifca(" + k + ")";
    }
}
