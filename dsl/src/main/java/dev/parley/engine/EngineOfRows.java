package dev.parley.engine;

import dev.parley.data.RowsElsewhere;

/** Rows elsewhere that are trained on by an engine of their own, where no other is asked for. */
public interface EngineOfRows extends RowsElsewhere {
    /** The engine that is where the rows are. */
    Engine place();
}
