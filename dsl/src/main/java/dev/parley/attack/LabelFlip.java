package dev.parley.attack;

import dev.parley.example.OtherTargets;
import dev.parley.example.Party;
import dev.parley.example.Shape;
import dev.parley.fault.PlanException;
import dev.parley.filter.PartySide;

/**
 * Trains on wrong labels: class y counts as C - 1 - y of C classes (Fang et al., USENIX Security 2020).
 *
 * @param classes C, from the data; 0 before the data is known
 */
public record LabelFlip(int classes) implements Attack {
    @Override
    public Attack settled(Shape shape) {
        if (shape.classes().size() < 2) {
            throw new PlanException("attack(labelFlip(), ..) flips classes, but '" + shape.target()
                    + "' is a number; take signFlip(s)");
        }
        return new LabelFlip(shape.classes().size());
    }

    @Override
    public Party rows(Party own, PartySide here) {
        float[] flipped = new float[own.size()];
        for (int row = 0; row < flipped.length; row++) {
            flipped[row] = classes - 1 - own.examples().target(row);
        }
        return new Party(
                own.index(), own.name(), new OtherTargets(own.examples(), flipped), own.test(), own.statistics());
    }

    @Override
    public String toString() {
        return "labelFlip()";
    }
}
