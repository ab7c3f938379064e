package dev.parley.layer;

import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.Optional;

/** One layer of a network, described: both sides; a plain value whose input is inferred from what comes before. */
public interface Layer {
    /** Why it cannot take such rows, and what to do; empty where it can. */
    default Optional<String> objection(RowShape in) {
        return Optional.empty();
    }

    /** The shape of a row behind it. */
    RowShape out(RowShape in);

    /** The arrays it needs; empty for a layer that learns nothing. */
    default Layout arrays(RowShape in) {
        return Layout.empty();
    }

    /**
     * Writes the values its arrays start with.
     *
     * @param offset where its arrays begin in {@code params}
     */
    default void initialize(RowShape in, ParamVector params, int offset, Seed seed) {}

    /**
     * Why a row's part of its arrays' gradient cannot be told from the other rows' parts; empty where it can: then what it
     * opens is a {@link RowStage}, or it has no arrays.
     */
    default Optional<String> rowsObjection(RowShape in) {
        return arrays(in).length() == 0
                ? Optional.empty()
                : Optional.of(this + " does not tell the gradients of single rows");
    }

    /** Opens it for work on one thread. */
    Stage open(RowShape in, LayerContext spot);
}
