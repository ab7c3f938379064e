package dev.parley.account;

import dev.parley.fault.PlanException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A training's account of privacy: whom it protects, and what it has spent against each of two readers.
 *
 * <p>Neighbors differ by one unit that is there or not. Readers of the model see what comes out of each round, and not who
 * took part. The coordinator knows who takes part, and sees what arrives before it is combined: what protects from it is
 * spent without the cohort's amplification, or, where noise comes after the sum, nothing does.
 *
 * @param unit one protected unit in words: "party", "row"
 * @param units how many there are, at least 1
 * @param delta at which epsilon is shown
 * @param readers what is spent against readers of the model
 * @param coordinator what is spent against the coordinator
 * @param open why there is no guarantee against the coordinator; empty where there is one
 * @param neighbors what else could have been in the place of a unit: "there or not"
 */
public record Account(
        String unit, long units, Delta delta, Spending readers, Spending coordinator, String open, String neighbors) {
    private static final String THERE = "there or not";

    public Account {
        if (units < 1) {
            throw new PlanException("an account needs at least 1 protected unit, but " + units + " was given");
        }
    }

    /** An account of which nothing is spent yet. */
    public static Account of(String unit, long units, Delta delta) {
        return new Account(unit, units, delta, Spending.NOTHING, Spending.NOTHING, "", THERE);
    }

    /** An account of what has been spent. */
    public static Account of(Unit unit, long units, Delta delta, Charge spent, String neighbors) {
        return new Account(
                unit.toString(), units, delta, spent.readers(), spent.coordinator(), spent.open(), neighbors);
    }

    /** The same without a guarantee against the coordinator. */
    public Account openToCoordinator(String why) {
        return new Account(unit, units, delta, readers, Spending.NOTHING, why, neighbors);
    }

    /** The same after a mechanism that protects from both, each in its own way. */
    public Account and(Mechanism againstReaders, Mechanism againstCoordinator) {
        return new Account(
                unit,
                units,
                delta,
                readers.and(againstReaders),
                open.isEmpty() ? coordinator.and(againstCoordinator) : coordinator,
                open,
                neighbors);
    }

    /** Warnings that the reader of this account has to know beside the numbers. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (delta.value() * units >= 1) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s is not below 1 / %,d: it allows to publish one %s as a whole; take a smaller delta.",
                    delta,
                    units,
                    unit));
        }
        if (readers.pld(delta).low() > EpsilonFor.LITTLE) {
            warnings.add("Above epsilon 10 the guarantee means little.");
        }
        return warnings;
    }

    @Override
    public String toString() {
        String text = String.format(Locale.ROOT, "privacy of one %s of %,d, %s, at %s", unit, units, neighbors, delta)
                + "\n  against readers of the model: " + said(readers)
                + "\n  against the coordinator: "
                + (open.isEmpty() ? said(coordinator) : "no guarantee, since " + open);
        for (String warning : warnings()) {
            text += "\n" + warning;
        }
        return text;
    }

    private String said(Spending spent) {
        return spent.mechanisms().isEmpty()
                ? "nothing spent yet"
                : "epsilon " + Said.result(spent.pld(delta).high()) + " by PLD, "
                        + Said.result(spent.rdp(delta).epsilon()) + " by RDP (" + spent + ")";
    }
}
