package dev.parley.round;

import dev.parley.num.ParamVector;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a training stands between two rounds: all that the next round starts from.
 *
 * @param params the parameters: one vector, or one for each party
 * @param step steps the server optimiser has taken
 * @param moments what it remembers, by name; empty where no round will follow
 */
public record State(List<ParamVector> params, int step, Map<String, ParamVector> moments) {
    /** Nothing yet. */
    public static final State NONE = new State(List.of(), 0, Map.of());

    public State {
        params = List.copyOf(params);
        moments = Map.copyOf(moments);
    }

    /** A copy that shares nothing. */
    State copy() {
        Map<String, ParamVector> copies = new TreeMap<>();
        moments.forEach((name, vector) -> copies.put(name, vector.copy()));
        return new State(params.stream().map(ParamVector::copy).toList(), step, copies);
    }

    /** The parameters alone; the memory of the rest is freed. */
    State atTheEnd() {
        moments.values().stream().filter(vector -> !params.contains(vector)).forEach(ParamVector::close);
        return new State(params, step, Map.of());
    }
}
