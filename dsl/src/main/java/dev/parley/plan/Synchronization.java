package dev.parley.plan;

import dev.parley.fault.Check;

/** When distributed workers average their models. */
public sealed interface Synchronization {
    /** The number of local steps between two exchanges. */
    int steps(int totalSteps);

    /** After every step: equal to one process with the workers' batches taken together. */
    record EveryStep() implements Synchronization {
        @Override
        public int steps(int totalSteps) {
            return 1;
        }

        @Override
        public String toString() {
            return "everyStep()";
        }
    }

    /**
     * After a number of steps.
     *
     * @param count H, at least 1
     */
    record Every(int count) implements Synchronization {
        public Every {
            Check.atLeastOne("every(steps)", count);
        }

        @Override
        public int steps(int totalSteps) {
            return Math.min(count, totalSteps);
        }

        @Override
        public String toString() {
            return "every(" + count + ")";
        }
    }

    /** Once, at the very end. */
    record Once() implements Synchronization {
        @Override
        public int steps(int totalSteps) {
            return totalSteps;
        }

        @Override
        public String toString() {
            return "once()";
        }
    }
}
