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

    /** Whether parameters cross between owners or machines: what stays in one place, or with its owner, sends none. */
    public boolean sends() {
        return this == FEDERATION || this == DISTRIBUTED;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
