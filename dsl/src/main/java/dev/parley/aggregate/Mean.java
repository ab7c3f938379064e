package dev.parley.aggregate;

import dev.parley.message.Update;

/** The plain mean over parties: every party counts the same, whatever its rows. Cost O(n) a party. */
public record Mean() implements Summable {
    @Override
    public double weight(Update update) {
        return 1;
    }

    @Override
    public boolean countsRows() {
        return false;
    }

    @Override
    public String toString() {
        return "mean()";
    }
}
