package dev.parley;

import dev.parley.attack.Canaries;
import dev.parley.audit.Audit;
import dev.parley.audit.Membership;
import dev.parley.audit.RowReading;
import dev.parley.audit.Shadows;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.model.Model;
import dev.parley.num.ParamVector;
import dev.parley.run.Run;

/** Words for attacks on privacy, and for what a training can be shown to give away: {@code membership(run)}. */
public final class Audits {
    private static final int LEAST_CANARIES = 16;
    private static final double NORM = 100;

    private Audits() {}

    /**
     * Tells training rows from test rows by their loss (Yeom et al., CSF 2018).
     *
     * <p>Prints the AUC (0.5: no better than a coin), the advantage at the mean training loss, and the share of training rows
     * found at few false alarms. A model that generalizes gives little away on average; outliers may still be found.
     *
     * <p>Example: {@code membership(run).auc()}
     *
     * @param run of a sentence with one model
     * @throws PlanException where there are several models, or no test rows
     */
    public static Membership membership(Run run) {
        return Membership.byLoss(run);
    }

    /**
     * Tells training rows from test rows by a likelihood ratio against models that never saw the row (LiRA, offline; Carlini
     * et al., IEEE S&P 2022).
     *
     * <p>Each of n shadow models is trained by plain SGD on a random half of training and test rows, as an attacker could who
     * knows their law. It costs n trainings of half of the rows.
     *
     * <p>Example: {@code membership(run, 8, 20).found(0.01)}
     *
     * @param run of a sentence with one model that tells classes apart
     * @param shadows how many models, at least 2
     * @param epochs of each, at least 1; as many as the run's parties did over all rounds
     * @throws PlanException as {@code membership(run)}, and for other numbers
     */
    public static Membership membership(Run run, int shadows, int epochs) {
        return Shadows.attack(run, shadows, epochs);
    }

    /**
     * Reads a row out of one party's update: the change of the first layer's weights over that of the bias that changed most
     * (Phong et al., IEEE TIFS 2018).
     *
     * <p>Exact for a party of one row, and for rows that alone excite a unit; else a mixture of rows. Example, in a rule:
     * {@code named("curious", u -> { row[0] = readRow(u.list().get(0).delta()); return u.mean(); })}
     *
     * @param update change of the parameters of a model that begins with a dense layer
     * @return the row's features as they are coded
     * @throws PlanException for another model, and where no bias has changed
     */
    public static float[] readRow(ParamVector update) {
        return RowReading.strongest(update);
    }

    /**
     * Trains once with canaries, and bounds epsilon from below by what they leave in the model (Steinke, Nasr and Jagielski,
     * NeurIPS 2023; Andrew et al., ICLR 2024).
     *
     * <p>All parties are canaries: by a fair coin each sends nothing or a random direction, on the plan's own way through clip,
     * noise, masks and server. An attacker who knows all other updates could subtract them: leaving them out is that attacker.
     * Printed beside the account's upper bound. The run's model is for the audit alone.
     *
     * <p>Example: {@code audit(plan, mlp(32), phones)}
     *
     * @param plan to be audited, as it is shipped
     * @param model of which only the number of parameters counts: the more, the easier are canaries told apart
     * @param parties at least 16; the more, the higher a bound can be shown
     * @throws PlanException for fewer
     */
    public static Audit audit(Federation plan, Model model, Parties parties) {
        if (parties.size() < LEAST_CANARIES) {
            throw new PlanException("audit(plan, model, parties) makes every party a canary and needs at least "
                    + LEAST_CANARIES + ", but there are " + parties.size() + "; split the data over more, such as 200");
        }
        long seed = plan.plan().seed().at("audit").value();
        Canaries canaries = new Canaries(parties.names(), NORM, seed);
        Run run = plan.filter(canaries).train(model, parties);
        ParamVector initial = run.plan()
                .startFrom()
                .map(from -> from.params(model.layout(parties.shape()), model.toString()))
                .orElseGet(() -> model.initial(parties.shape(), run.plan().seed()));
        return Audit.of(run, canaries, initial);
    }
}
