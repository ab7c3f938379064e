package dev.parley.plan;

/** Weights of a row of each class in the loss that is trained on: party's side. */
public sealed interface ClassWeighting {
    /**
     * Each class counts as much as any other: n / (K n_c) for a class of n_c of all n training rows.
     *
     * <p>Parties tell in round 0 how many rows of each class they have.
     */
    record Balanced() implements ClassWeighting {
        @Override
        public String toString() {
            return "balanced()";
        }
    }
}
