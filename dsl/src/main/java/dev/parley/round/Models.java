package dev.parley.round;

import dev.parley.fault.PlanException;
import dev.parley.filter.Remembered;
import dev.parley.message.Aggregate;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.num.ParamVector;
import dev.parley.result.Snapshot;
import dev.parley.result.State;
import dev.parley.server.ServerOptimizer;
import dev.parley.server.ServerState;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The global model, and, where parties keep theirs at home, the models they have handed over. */
final class Models {
    private final ServerOptimizer server;
    private ServerState state;
    private ServerState finished;
    private List<ParamVector> own = List.of();
    private List<ParamVector> finishedOwn = List.of();
    private SortedMap<Integer, ParamVector> personal = new TreeMap<>();
    private SortedMap<Integer, ParamVector> finishedPersonal = new TreeMap<>();

    /** Goes on from a state, which is this object's from now on. */
    Models(ServerOptimizer server, ServerState from, List<ParamVector> own) {
        this.server = server;
        this.state = from;
        this.finished = from;
        this.own = own;
        this.finishedOwn = own;
    }

    /** The global parameters. */
    ParamVector global() {
        return state.params();
    }

    /** The parameters that all parties share; refused where each has its own. */
    ParamVector shared() {
        if (!own.isEmpty()) {
            throw new PlanException("r.params() needs one model, but local() trains one for each of " + own.size()
                    + " parties; use run.party(name).weights() after the training");
        }
        return state.params();
    }

    /** Takes a server step, where the round has a change of the parameters. */
    void advance(Aggregate all, Turn turn) {
        if (all.payload().hasVector(Update.DELTA)) {
            state = server.at(turn.round(), turn.rounds()).step(state, all.delta());
            if (!state.params().isFinite()) {
                throw new PlanException("server(" + server
                        + ") made NaN or infinite parameters of finite updates; lower" + " its rate");
            }
        }
    }

    /** Takes the models that parties have handed over, in party order. */
    void handedOver(List<ParamVector> models) {
        own = models;
    }

    /** Takes the models that parties have beside the common one, by their place. */
    void personal(SortedMap<Integer, ParamVector> models) {
        personal = models;
    }

    /** The models handed over; empty where there is a common one. */
    List<ParamVector> own() {
        return own;
    }

    /** The round is finished: frees what it started from. */
    void finish() {
        free(finished, state);
        free(finishedOwn, own);
        finished = state;
        finishedOwn = own;
        finishedPersonal = personal;
    }

    /** State that the last finished round left, or the one at the start; valid until the next round is finished. */
    State finished(Remembered coordinator, Snapshot parties) {
        return new State(
                finishedOwn.isEmpty() ? List.of(finished.params()) : finishedOwn,
                finished.step(),
                finished.moments(),
                coordinator,
                finishedPersonal,
                parties);
    }

    /** Frees what an unfinished round has made; {@link #finished} stays, and is the caller's to free. */
    void close() {
        free(state, finished);
        free(own, finishedOwn);
        if (finishedPersonal.isEmpty()) {
            personal.values().forEach(ParamVector::close);
        }
        state = finished;
        own = finishedOwn;
        if (!finishedOwn.isEmpty()) {
            finished.params().close();
        }
    }

    /** Frees what only the one has: an optimizer of a user's own may hand a vector on from step to step. */
    private static void free(ServerState old, ServerState other) {
        Set<ParamVector> kept = vectors(other);
        vectors(old).stream().filter(vector -> !kept.contains(vector)).forEach(ParamVector::close);
    }

    @SuppressWarnings("ReferenceEquality") // the same list is the same vectors
    private static void free(List<ParamVector> old, List<ParamVector> other) {
        if (old != other) {
            old.forEach(ParamVector::close);
        }
    }

    private static Set<ParamVector> vectors(ServerState state) {
        Set<ParamVector> all = Collections.newSetFromMap(new IdentityHashMap<>());
        all.add(state.params());
        all.addAll(state.moments().values());
        return all;
    }
}
