package dev.parley.result;

import dev.parley.client.PartyMemory;
import dev.parley.num.ParamVector;
import dev.parley.num.VectorPool;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a training stands between two rounds: all that the next round starts from.
 *
 * @param params the parameters: one vector, or one for each party
 * @param step steps the server optimiser has taken
 * @param moments what it remembers, by name; empty where no round will follow
 * @param memories what parties remember, by index; empty where no round will follow
 */
public record State(
        List<ParamVector> params, int step, Map<String, ParamVector> moments, Map<Integer, PartyMemory> memories) {
    /** Nothing yet. */
    public static final State NONE = of(List.of());

    public State {
        params = List.copyOf(params);
        moments = Map.copyOf(moments);
        memories = Map.copyOf(memories);
    }

    /** Parameters alone. */
    public static State of(List<ParamVector> params) {
        return new State(params, 0, Map.of(), Map.of());
    }

    /** With what parties remember. */
    public State remembering(Map<Integer, PartyMemory> parties) {
        return new State(params, step, moments, parties);
    }

    /** A copy that shares nothing, on memory of a pool. */
    public State copy(VectorPool pool) {
        Map<String, ParamVector> copies = new TreeMap<>();
        moments.forEach((name, vector) -> copies.put(name, pool.copy(vector)));
        return new State(params.stream().map(pool::copy).toList(), step, copies, copies(memories));
    }

    public static Map<Integer, PartyMemory> copies(Map<Integer, PartyMemory> memories) {
        VectorPool pool = new VectorPool();
        Map<Integer, PartyMemory> copies = new TreeMap<>();
        memories.forEach((party, memory) -> copies.put(party, memory.copy(pool)));
        return copies;
    }

    /** The parameters alone; the memory of the optimiser's rest is freed. */
    public State atTheEnd() {
        moments.values().stream().filter(vector -> !params.contains(vector)).forEach(ParamVector::close);
        return new State(params, step, Map.of(), Map.of());
    }
}
