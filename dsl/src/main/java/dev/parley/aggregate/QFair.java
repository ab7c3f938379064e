package dev.parley.aggregate;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Filter;
import dev.parley.filter.Fold;
import dev.parley.filter.LossAtStart;
import dev.parley.filter.Setting;
import dev.parley.message.Member;
import dev.parley.message.Update;
import dev.parley.message.Updates;
import dev.parley.num.ParamVector;
import java.util.List;

/**
 * q-FedAvg: parties count the more the larger their loss is, so that it becomes more equal. With F_k the loss of party k at
 * the start of the round and L = 1 / rate, the step is the sum of F_k^q L w_k over the sum of q F_k^(q-1) |L w_k|^2 + L F_k^q
 * (Li, Sanjabi, Beirami and Smith, ICLR 2020, algorithm 2).
 *
 * <p>q = 0 is the plain mean. Each party sends its loss, 8 bytes and its name, which is in the ledger; one that sends none, as a
 * free rider, counts as one without loss. Vectors beside the
 * update take the plain mean. Holds all updates of a round.
 *
 * @param q at least 0; 0.1 to 5 are usual
 * @param rate the clients'; NaN before the plan is known
 */
public record QFair(double q, double rate) implements Aggregation {
    private static final double LEAST = 1e-10;

    public QFair {
        if (!(q >= 0 && Double.isFinite(q))) {
            throw new PlanException("qFair(q) needs a number of at least 0, but " + Check.text(q) + " was given");
        }
    }

    /** For the rate of the plan's client. */
    public QFair(double q) {
        this(q, Double.NaN);
    }

    @Override
    public Aggregation suited(Setting setting) {
        if (!(setting.rate() > 0)) {
            throw new PlanException(this + " takes its step from the rate of plain SGD, but the client has none; say"
                    + " client(localSgd(0.1))");
        }
        return new QFair(q, setting.rate());
    }

    @Override
    public List<Filter> needs() {
        return List.of(new LossAtStart());
    }

    @Override
    public Fold begin(CoordinatorSide here, List<Member> cohort) {
        return new Collecting(
                this, here, (name, updates) -> name.equals(Update.DELTA) ? aggregate(updates) : updates.mean());
    }

    @Override
    public ParamVector aggregate(Updates updates) {
        double l = 1 / rate;
        double sum = 0;
        ParamVector step = updates.list().get(0).delta().times(0);
        for (Update update : updates) {
            double told = update.payload().numbers().getOrDefault(LossAtStart.LOSS, 0.0);
            double loss = Math.max(LEAST, told);
            double norm = l * update.delta().norm();
            double weight = Math.pow(loss, q);
            step.add(weight * l, update.delta());
            sum += q * Math.pow(loss, q - 1) * norm * norm + l * weight;
        }
        return step.scale(1 / sum);
    }

    @Override
    public String toString() {
        return "qFair(" + Check.text(q) + ")";
    }
}
