package dev.parley.attack;

import dev.parley.example.Examples;
import dev.parley.example.Party;
import dev.parley.example.Shape;
import dev.parley.fault.PlanException;
import dev.parley.filter.PartySide;
import java.nio.ByteBuffer;

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
        return new Party(own.index(), own.name(), new Flipped(own.examples(), classes), own.test(), own.statistics());
    }

    @Override
    public String toString() {
        return "labelFlip()";
    }

    /** Rows with other classes. */
    private record Flipped(Examples all, int classes) implements Examples {
        @Override
        public int size() {
            return all.size();
        }

        @Override
        public int width() {
            return all.width();
        }

        @Override
        public void read(int[] rows, int from, int count, float[] into) {
            all.read(rows, from, count, into);
        }

        @Override
        public boolean readBytes(int[] rows, int from, int count, ByteBuffer into) {
            return all.readBytes(rows, from, count, into);
        }

        @Override
        public float target(int row) {
            return classes - 1 - all.target(row);
        }
    }
}
