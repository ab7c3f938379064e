package dev.parley.client;

import dev.parley.fault.PlanException;

/**
 * A client whose steps are those of {@link LocalSgd} alone, and which is told about them in the same words: party's side.
 *
 * @param <C> the client
 */
public interface OnSgd<C extends OnSgd<C>> extends OnSteps<C> {
    @Override
    LocalSgd sgd();

    /** The same client with other steps. */
    C on(LocalSgd steps);

    /** The reason why other steps than SGD's will not do, as a sentence's second half. */
    default String reason() {
        return "works with steps of SGD";
    }

    /**
     * The same client with other steps of SGD.
     *
     * @param steps such as {@code localSgd(0.1)}, else a PlanException
     */
    @Override
    default C on(LocalSteps<?> steps) {
        if (steps instanceof LocalSgd known) {
            return on(known);
        }
        throw new PlanException(this + " " + reason() + ", but on(" + steps
                + ") was given; use localSgd(rate) inside, or" + " client(" + steps + ") by itself");
    }
}
