package dev.parley.run;

import dev.parley.data.Parties;
import dev.parley.example.Task;
import dev.parley.fault.PlanException;
import java.util.List;
import tech.tablesaw.api.Table;

/** Models measured on each party's own test rows. */
public final class CrossSite {
    private CrossSite() {}

    /** By accuracy, or for a number R2. */
    public static Table of(Parties held, List<Run> runs) {
        return of(held.shape().task() == Task.CLASSIFICATION ? "accuracy" : "r2", held, runs);
    }

    /** By a metric of a name. */
    public static Table of(String metric, Parties held, List<Run> runs) {
        if (runs.isEmpty()) {
            throw new PlanException("crossSite(..) needs at least one run, but none was given");
        }
        return PartyReport.across(metric, held, runs);
    }
}
