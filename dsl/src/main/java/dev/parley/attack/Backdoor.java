package dev.parley.attack;

import dev.parley.example.Party;
import dev.parley.example.Shape;
import dev.parley.filter.PartySide;
import java.util.BitSet;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Trains half of its rows with a mark and the class that the mark is to mean (Gu, Dolan-Gavitt and Garg, 2017; Bagdasaryan
 * et al., AISTATS 2020). {@code run.backdoor()} tells how often it works.
 *
 * @param trigger the mark
 * @param place of the class; -1 before the data is known
 * @param places that are marked
 */
public record Backdoor(Trigger trigger, int place, List<Integer> places) implements Attack {
    private static final double SHARE = 0.5;

    public Backdoor {
        places = List.copyOf(places);
    }

    /** A backdoor for a mark. */
    public Backdoor(Trigger trigger) {
        this(trigger, -1, List.of());
    }

    @Override
    public Attack settled(Shape shape) {
        int[] marked = trigger.places(shape);
        return new Backdoor(
                trigger,
                trigger.place(shape),
                java.util.Arrays.stream(marked).boxed().toList());
    }

    @Override
    public Party rows(Party own, PartySide here) {
        // the same rows in every round
        UniformRandomProvider random = here.draws().named("backdoor").random();
        BitSet marked = new BitSet();
        for (int row = 0; row < own.size(); row++) {
            marked.set(row, random.nextDouble() < SHARE);
        }
        int[] where = places.stream().mapToInt(Integer::intValue).toArray();
        return new Party(
                own.index(),
                own.name(),
                new Marked(own.examples(), where, (float) trigger.value(), marked::get, place),
                own.test(),
                own.statistics());
    }

    @Override
    public String toString() {
        return "backdoor(" + trigger + ")";
    }
}
