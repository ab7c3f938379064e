package dev.parley.result;

import dev.parley.filter.Remembered;
import dev.parley.num.ParamVector;
import dev.parley.num.VectorPool;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that the next round starts from, between two rounds of a training.
 *
 * @param params the parameters: one vector, or one for each party
 * @param step steps the server optimizer has taken
 * @param moments what it remembers, by name; empty where no round will follow
 * @param coordinator what filters and rules remember at the coordinator; empty where no round will follow
 * @param own models of parties' own beside the common one, by the party's place, once they are handed over
 * @param parties what parties remember, as the engine wrote it; empty where no round will follow
 */
public record State(
        List<ParamVector> params,
        int step,
        Map<String, ParamVector> moments,
        Remembered coordinator,
        SortedMap<Integer, ParamVector> own,
        Snapshot parties) {
    /** The best parameters among what the coordinator remembers. */
    private static final String BEST = "keepBest/params";

    /** Nothing yet. */
    public static final State NONE = of(List.of());

    public State {
        params = List.copyOf(params);
        moments = Map.copyOf(moments);
        own = Collections.unmodifiableSortedMap(own);
    }

    /** Without models of parties' own. */
    public State(
            List<ParamVector> params,
            int step,
            Map<String, ParamVector> moments,
            Remembered coordinator,
            Snapshot parties) {
        this(params, step, moments, coordinator, new TreeMap<>(), parties);
    }

    /** Parameters alone. */
    public static State of(List<ParamVector> params) {
        return new State(params, 0, Map.of(), Remembered.NOTHING, Snapshot.EMPTY);
    }

    /** The parameters that are handed out: the best ones where they are kept, else the last. */
    public List<ParamVector> chosen() {
        ParamVector best = coordinator.vectors().get(BEST);
        return best == null ? params : List.of(best);
    }

    /** A copy that shares no vector, on memory of a pool. */
    public State copy(VectorPool pool) {
        Map<String, ParamVector> copies = new TreeMap<>();
        moments.forEach((name, vector) -> copies.put(name, pool.copy(vector)));
        return new State(params.stream().map(pool::copy).toList(), step, copies, coordinator.copy(pool), parties);
    }

    /** The parameters, and the best ones where they are kept; the memory of the optimizer's rest is freed. */
    public State atTheEnd() {
        moments.values().stream().filter(vector -> !params.contains(vector)).forEach(ParamVector::close);
        return new State(params, step, Map.of(), coordinator, own, Snapshot.EMPTY);
    }
}
