package dev.parley.round;

import dev.parley.aggregate.Aggregation;
import dev.parley.aggregate.LinearAggregation;
import dev.parley.engine.Session;
import dev.parley.fault.PlanException;
import dev.parley.message.Update;
import dev.parley.message.Updates;
import dev.parley.message.WeightedSum;
import dev.parley.model.Evaluation;
import dev.parley.num.ParamVector;
import dev.parley.result.State;
import dev.parley.server.ServerOptimizer;
import dev.parley.server.ServerState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One model for all: updates are aggregated and a server step is taken. Linear rules keep one sum, others all. */
final class SharedModel implements ModelState {
    private final Aggregation aggregation;
    private final ServerOptimizer server;
    private final List<Update> waiting = new ArrayList<>();
    private WeightedSum sum = new WeightedSum();
    private ServerState state;
    private ServerState finished;

    /** Goes on from a state, which is this object's from now on. */
    SharedModel(ServerState from, Aggregation aggregation, ServerOptimizer server) {
        this.aggregation = aggregation;
        this.server = server;
        this.state = from;
        this.finished = from;
    }

    @Override
    public ParamVector params(int party) {
        return state.params();
    }

    @Override
    public ParamVector shared() {
        return state.params();
    }

    @Override
    public void take(Update update) {
        if (aggregation instanceof LinearAggregation linear) {
            sum.take(linear.weight(update), update.delta());
            update.closeAllBut(update.delta());
        } else {
            waiting.add(update);
        }
    }

    @Override
    public void advance() {
        ParamVector delta = aggregation instanceof LinearAggregation ? sum.mean() : checked();
        state = server.step(state, delta);
        waiting.forEach(Update::close);
        waiting.clear();
        sum = new WeightedSum();
        delta.close();
    }

    /** A copy of the vector that the user's rule returns, so that a rule may return one of the updates. */
    private ParamVector checked() {
        ParamVector delta = aggregation.aggregate(new Updates(waiting));
        int n = state.params().length();
        if (delta.length() != n) {
            throw new PlanException(
                    "aggregate(" + named() + ") returned " + delta.length() + " numbers, but the model has " + n
                            + " parameters; return a vector made of the updates, such as updates.mean()");
        }
        if (!delta.isFinite()) {
            throw new PlanException(
                    "aggregate(" + named() + ") returned NaN or infinite numbers, which would spoil the "
                            + "model; look for a division by zero in the rule");
        }
        return state.params().copy().set(delta); // with the model's roles, whatever layout the rule has given it
    }

    private String named() {
        return aggregation instanceof Record ? aggregation.toString() : "your own rule";
    }

    @Override
    public Evaluation evaluate(Session session) {
        return session.evaluate(state.params());
    }

    @Override
    public Optional<Evaluation> validate(Session session) {
        return session.validate(state.params());
    }

    @Override
    public Optional<Evaluation> own(int party) {
        return Optional.empty();
    }

    @Override
    public void finish() {
        free(finished, state);
        finished = state;
    }

    @Override
    public State finished() {
        return new State(List.of(finished.params()), finished.step(), finished.moments(), Map.of());
    }

    @Override
    public void close() {
        waiting.forEach(Update::close);
        waiting.clear();
        free(state, finished);
        state = finished;
    }

    /** Frees what only the one has: an optimiser of a user's own may hand a vector on from step to step. */
    private static void free(ServerState old, ServerState other) {
        Set<ParamVector> kept = vectors(other);
        vectors(old).stream().filter(vector -> !kept.contains(vector)).forEach(ParamVector::close);
    }

    private static Set<ParamVector> vectors(ServerState state) {
        Set<ParamVector> all = Collections.newSetFromMap(new IdentityHashMap<>());
        all.add(state.params());
        all.addAll(state.moments().values());
        return all;
    }
}
