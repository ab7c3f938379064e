package dev.parley.account;

/**
 * The privacy that one party's units have spent: against those who see what comes out of rounds, and against the coordinator.
 *
 * @param readers against readers of the model, who do not know who took part
 * @param coordinator against the coordinator, who knows it and sees what arrives
 * @param open why there is no guarantee against the coordinator; empty where there is one
 */
public record Charge(Spending readers, Spending coordinator, String open) {
    /** The same against both: units add the noise before anything leaves them, and no secret draw amplifies it. */
    public static Charge same(Spending spent) {
        return new Charge(spent, spent, "");
    }

    /** Against readers alone. */
    public static Charge open(Spending readers, String why) {
        return new Charge(readers, Spending.NOTHING, why);
    }

    /** Both charges of the same units. */
    public Charge and(Charge more) {
        return new Charge(
                readers.and(more.readers), coordinator.and(more.coordinator), open.isEmpty() ? more.open : open);
    }
}
