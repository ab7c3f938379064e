package dev.parley.aggregate;

import dev.parley.data.Dataset;
import dev.parley.fault.PlanException;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Fold;
import dev.parley.filter.RootWork;
import dev.parley.filter.Setting;
import dev.parley.message.Member;
import dev.parley.message.Update;
import dev.parley.message.Updates;
import dev.parley.num.ParamVector;
import java.util.List;
import java.util.Optional;

/**
 * FLTrust: the coordinator works on a few rows of its own, g; an update counts by how far it points the same way, and not by
 * its length: sum of t_i |g| w_i / |w_i| over sum of t_i, t_i = max(0, cos(w_i, g)) (Cao, Fang, Liu and Gong, NDSS 2021,
 * algorithm 2).
 *
 * <p>The step is 0 where no update points its way. Withstands any number of attackers, as far as the root rows are like
 * those of the parties. Vectors beside the update take the plain mean. A file holds the rule's name and not the rows.
 *
 * @param rows the root rows, raw, with the target
 * @param work on them; none before the plan is known
 */
public record Trust(Dataset rows, Optional<RootWork> work) implements Aggregation {
    /** Before the plan is known. */
    public Trust(Dataset rows) {
        this(rows, Optional.empty());
    }

    @Override
    public Aggregation suited(Setting setting) {
        return new Trust(
                rows,
                Optional.of(new RootWork(
                        rows,
                        setting.work().orElseThrow(() -> new PlanException(this + " needs a client to work with")))));
    }

    @Override
    public Fold begin(CoordinatorSide here, List<Member> cohort) {
        return new Collecting(this, here, (name, updates) -> {
            if (!name.equals(Update.DELTA)) {
                return updates.mean();
            }
            try (ParamVector root = work.orElseThrow().delta(here)) {
                return trusted(updates, root);
            }
        });
    }

    @Override
    public ParamVector aggregate(Updates updates) {
        throw new PlanException(
                this + " works on its rows with the plan's client; give it to aggregate(..) by itself, or in"
                        + " bucketing(s, rule)");
    }

    static ParamVector trusted(Updates updates, ParamVector root) {
        ParamVector step = updates.list().get(0).delta().times(0);
        double length = root.norm();
        double sum = 0;
        for (Update update : updates) {
            double norm = update.delta().norm();
            double trust =
                    norm == 0 || length == 0 ? 0 : Math.max(0, update.delta().dot(root) / (norm * length));
            if (trust > 0) {
                step.add(trust * length / norm, update.delta());
                sum += trust;
            }
        }
        return sum == 0 ? step : step.scale(1 / sum);
    }

    @Override
    public long bytes(long parameters, int cohort) {
        return Float.BYTES * parameters * (cohort + 2L);
    }

    @Override
    public String toString() {
        return "trust(" + rows.name() + ")";
    }
}
