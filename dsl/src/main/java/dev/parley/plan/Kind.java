package dev.parley.plan;

import java.util.Locale;

/** The four sentences: who holds the data, and who learns from whom. */
public enum Kind {
    /** Parties keep their data and share updates of one model. */
    FEDERATION,
    /** One owner's data, dealt evenly to workers that train one model. */
    DISTRIBUTED,
    /** All data in one place: the upper baseline. */
    CENTRALIZED,
    /** Each party alone: the lower baseline. */
    LOCAL;

    /**
     * Tells whether anything crosses between owners or machines; a training that stays in one place sends nothing. In
     * {@code local()} no party learns from another, but each hands its model over to be measured on the common test
     * rows.
     */
    public boolean sends() {
        return this != CENTRALIZED;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
