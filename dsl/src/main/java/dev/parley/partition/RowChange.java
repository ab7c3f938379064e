package dev.parley.partition;

import dev.parley.example.Examples;
import dev.parley.example.Shape;
import dev.parley.num.Seed;

/** A change of training rows by the party that has them: features or labels that are not alike everywhere. */
public interface RowChange {
    /**
     * The rows as they are then, as many and as wide.
     *
     * @param party whose each row is, from 0
     * @param parties how many there are
     * @param seed of the split
     * @throws dev.parley.fault.DataException where such rows cannot be changed so
     */
    Examples over(Examples rows, int[] party, int parties, Seed seed, Shape shape);
}
