package dev.parley.partition;

import dev.parley.example.Examples;
import dev.parley.example.OtherTargets;
import dev.parley.example.Shape;
import dev.parley.fault.Check;
import dev.parley.fault.DataException;
import dev.parley.num.Seed;

/**
 * Labels that are wrong: each training row has another class, drawn evenly, with a probability.
 *
 * @param share above 0 and below 1
 */
public record LabelNoise(double share) implements RowChange {
    public LabelNoise {
        if (!(share > 0 && share < 1)) {
            throw new DataException("labelNoise(" + Check.text(share)
                    + "): the share of wrong labels must lie between 0 and 1, both excluded");
        }
    }

    @Override
    public Examples over(Examples rows, int[] party, int parties, Seed seed, Shape shape) {
        int classes = shape.classes().size();
        if (classes < 2) {
            throw new DataException(this + " changes classes, but '" + shape.target() + "' is a number; leave it out");
        }
        float[] targets = new float[rows.size()];
        for (int row = 0; row < targets.length; row++) {
            var random = seed.at("label noise", row).random();
            targets[row] = rows.target(row);
            if (random.nextDouble() < share) {
                targets[row] = (targets[row] + 1 + random.nextInt(classes - 1)) % classes;
            }
        }
        return new OtherTargets(rows, targets);
    }

    @Override
    public String toString() {
        return "labelNoise(" + Check.text(share) + ")";
    }
}
