package dev.parley.run.kept;

import dev.parley.file.Tree;
import dev.parley.filter.Remembered;
import dev.parley.num.ParamVector;
import dev.parley.result.Snapshot;
import dev.parley.result.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The state of a training as a tree and back: parameters, and what the server and both sides remember. */
final class StateTree {
    private static final String PARAMS = "params";
    private static final String SERVER = "server";
    private static final String STEP = "step";
    private static final String COORDINATOR = "coordinator";
    private static final String OWN = "own";
    private static final String PARTIES = "parties";

    private StateTree() {}

    static SortedMap<String, Tree> write(State state) {
        Remembered coordinator = state.coordinator();
        SortedMap<String, Tree> branches = new TreeMap<>();
        branches.put(PARAMS, Tree.of(numbered(state.params()), Map.of()));
        branches.put(SERVER, Tree.of(state.moments(), Map.of(STEP, (long) state.step())));
        branches.put(
                COORDINATOR,
                new Tree(
                        coordinator.vectors(),
                        new TreeMap<>(coordinator.numbers()),
                        coordinator.bytes(),
                        new TreeMap<>()));
        if (!state.own().isEmpty()) {
            SortedMap<String, ParamVector> own = new TreeMap<>();
            state.own().forEach((party, model) -> own.put(String.valueOf(party), model));
            branches.put(OWN, Tree.of(own, Map.of()));
        }
        branches.put(PARTIES, Tree.bytes(numbered(state.parties().pieces())));
        return branches;
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException where it does not make sense
     */
    static State read(Tree tree) {
        Tree server = tree.branch(SERVER);
        Number step = server.numbers().getOrDefault(STEP, 0L);
        Tree coordinator = tree.branch(COORDINATOR);
        SortedMap<String, Double> numbers = new TreeMap<>();
        coordinator.numbers().forEach((name, number) -> numbers.put(name, number.doubleValue()));
        SortedMap<Integer, ParamVector> own = new TreeMap<>();
        tree.branch(OWN).vectors().forEach((party, model) -> own.put(Integer.valueOf(party), model));
        return new State(
                listed(tree.branch(PARAMS).vectors()),
                Math.toIntExact(step.longValue()),
                server.vectors(),
                new Remembered(coordinator.vectors(), numbers, coordinator.bytes()),
                own,
                new Snapshot(listed(tree.branch(PARTIES).bytes())));
    }

    private static <T> SortedMap<String, T> numbered(List<T> list) {
        SortedMap<String, T> numbered = new TreeMap<>();
        for (int i = 0; i < list.size(); i++) {
            numbered.put(String.valueOf(i), list.get(i));
        }
        return numbered;
    }

    private static <T> List<T> listed(Map<String, T> numbered) {
        List<T> list = new ArrayList<>();
        for (int i = 0; i < numbered.size(); i++) {
            T found = numbered.get(String.valueOf(i));
            if (found == null) {
                throw new IllegalArgumentException(
                        "of " + numbered.size() + " parts the one numbered " + i + " is missing");
            }
            list.add(found);
        }
        return list;
    }
}
