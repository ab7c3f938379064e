package dev.parley.run;

import dev.parley.aggregate.Aggregation;
import dev.parley.data.Parties;
import dev.parley.example.Task;
import dev.parley.fault.PlanException;
import dev.parley.filter.End;
import dev.parley.model.Evaluation;
import dev.parley.model.Model;
import dev.parley.num.ParamVector;
import dev.parley.plan.Kind;
import dev.parley.plan.Plan;
import dev.parley.result.Outcome;
import dev.parley.result.PartyResult;
import dev.parley.result.RoundResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import tech.tablesaw.api.Table;

/** The results of a training: its rounds, its tables and its model. A value; metrics are those of the test rows. */
public final class Run extends Reports {
    /** The way on with one party's part of a training: there is none, and by it such a part is known. */
    private static final Resumption PART = (run, left, given) -> {
        throw new PlanException("resume() goes on with whole trainings, but '" + run.name()
                + "' is one party's part of " + (run.plan().kind() == Kind.FEDERATION ? "federation()" : "local()")
                + "; resume the run it was taken from");
    };

    /** The way on with a run that nobody has given one. */
    private static final Resumption NO_WAY = (run, left, given) -> {
        throw new PlanException("resume() goes on with trainings of this process or of a file, but '" + run.name()
                + "' was made by hand; train it, or load(path) it");
    };

    private final RunParts parts;
    private final Resumption onward;

    /** A finished or stopped training; {@code parties} are the ones that took part. */
    public Run(String name, Plan plan, Model model, Parties parties, Outcome outcome) {
        this(new RunParts(
                name, plan, model, DataSummary.of(parties, model), () -> parties, outcome, Environment.STREAMS));
    }

    /** A run of these parts; it has no way to go on yet. */
    public Run(RunParts parts) {
        this(parts, NO_WAY);
    }

    private Run(RunParts parts, Resumption onward) {
        this.parts = parts;
        this.onward = onward;
    }

    /** All that it is made of. */
    public RunParts parts() {
        return parts;
    }

    /** Its name in tables and charts. */
    public String name() {
        return parts.name();
    }

    /** The same run under another name. */
    public Run as(String label) {
        return new Run(parts.named(label), onward);
    }

    /** The same training, with what has become of it. */
    public Run after(Outcome left) {
        return new Run(parts.after(left), onward);
    }

    /** The same run, with a way to go on with it. */
    public Run onward(Resumption how) {
        return new Run(parts, how);
    }

    /** The plan that was asked for. */
    public Plan plan() {
        return parts.plan();
    }

    /** The parties that took part; a run that was opened from a file looks for its rows now. */
    public Parties parties() {
        return parts.parties().get();
    }

    /** The finished rounds. */
    public List<RoundResult> rounds() {
        return List.copyOf(outcome().rounds());
    }

    /** The parties' part of a round that was begun and not finished; empty after a complete run. */
    public List<PartyResult> unfinished() {
        return List.copyOf(outcome().unfinished());
    }

    /** Tells whether all rounds of the plan are done. */
    public boolean complete() {
        return outcome().end().isComplete();
    }

    /** Its end, as a value. */
    public End end() {
        return outcome().end();
    }

    /** The reason why it ended early, in words; empty where it did not. */
    public String stopped() {
        return outcome().end().words();
    }

    /** The kind of target: classes or a number. */
    public Task task() {
        return setting().shape().task();
    }

    /** The number of rounds there were to be. */
    public int planned() {
        return outcome().planned();
    }

    /**
     * Goes on where this run ended early: after an interrupt, a failed round or a stop by {@code onRound}.
     *
     * <p>Comes to the same bits as a run that was never stopped. The engine, the listeners and {@code onRound} are those
     * of the first training; a stop by {@code onRound} is overruled, and counts again once a round has passed without
     * one. This run stays as it is.
     *
     * @param given what a run from a file has not, in any order: rows (a {@code Dataset}), a rule and a model that are
     *     code; a run of this process takes a rule that was mended
     * @throws PlanException where all rounds are done already, something is missing or is another, or was not asked for
     */
    public Run resume(Object... given) {
        return resume(Supplied.of("run.resume(..)", given));
    }

    /** Goes on, with the plan's rule given again: it is code that a file cannot hold, or that was mended. */
    public Run resume(Aggregation rule) {
        return resume(Supplied.of("run.resume(..)", rule));
    }

    private Run resume(Supplied given) {
        if (complete()) {
            throw new PlanException("resume() goes on with a run that ended early, but '" + name() + "' has done all "
                    + outcome().rounds().size() + " rounds of its plan; to train longer, train a plan of more "
                    + (plan().kind() == Kind.FEDERATION ? "rounds(n)" : "epochs(n)"));
        }
        return onward.from(this, outcome(), given);
    }

    /** The metrics of the last evaluated round. */
    public Evaluation evaluation() {
        if (isPart() && plan().kind() == Kind.FEDERATION) {
            throw new PlanException("'" + name() + "' was measured by its party alone; the run's personal() and"
                    + " partyScores() have that, and model().evaluate(rows) measures on other rows");
        }
        return lastEvaluation()
                .orElseThrow(() -> new PlanException(
                        "this run has no evaluated round (" + (complete() ? "none was asked for" : stopped())
                                + "); train again, or ask for evaluateEvery(1)"));
    }

    /** The metrics of the last evaluated round, or of the round that was kept; empty where none was evaluated. */
    public Optional<Evaluation> lastEvaluation() {
        Optional<RoundResult> best = BestRound.of(this);
        if (best.isPresent()) {
            return best.get().evaluation();
        }
        for (int i = outcome().rounds().size() - 1; i >= 0; i--) {
            Optional<Evaluation> found = outcome().rounds().get(i).evaluation();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Share of the test rows that the last round's model classifies right, 0 to 1. */
    public double accuracy() {
        return metric("accuracy()", Task.CLASSIFICATION, Evaluation::accuracy);
    }

    /** Mean loss on the test rows after the last round. */
    public double loss() {
        return evaluation().loss();
    }

    /** Root of the mean squared error on the test rows, in the target's unit. */
    public double rmse() {
        return metric("rmse()", Task.REGRESSION, Evaluation::rmse);
    }

    /** Share of the test targets' variance that is explained. */
    public double r2() {
        return metric("r2()", Task.REGRESSION, Evaluation::r2);
    }

    @Override
    Run itself() {
        return this;
    }

    @Override
    Assessment assessment(String asked) {
        return model(asked).assess(parties().test(), name());
    }

    /** The parameters after the last round, as an ND4J vector: a copy. */
    public INDArray weights() {
        return params("weights()").toIndArray();
    }

    /** The trained model: predicts, evaluates, is saved. */
    public TrainedModel model() {
        return model("model()");
    }

    /** The description of what was trained. */
    public Model description() {
        return parts.model();
    }

    /** Tells whether each party has a model of its own here. */
    boolean hasOwnModels() {
        return outcome().params().size() > 1 || !outcome().state().own().isEmpty();
    }

    /** One party's training, where each party has a model of its own; of the rounds of which its rows are kept. */
    public Run party(String party) {
        if (plan().personalization().isPresent()) {
            return OneParty.personal(this, party);
        }
        if (plan().kind() != Kind.LOCAL) {
            throw new PlanException("run.party(\"" + party + "\") needs a model of each party's own, but "
                    + plan().kind() + "() trains one for all; use weights(), or partyTable() for what each party did,"
                    + " or personalize(..)");
        }
        return OneParty.of(this, party);
    }

    /** A row a round. */
    public Table table() {
        return RunTables.rounds(this);
    }

    /** A row a round and party, of the first 2,000,000; losses are missing in rounds that were not evaluated. */
    public Table partyTable() {
        return RunTables.parties(this);
    }

    /** A row a party and round of {@code evaluateParties(k)}: how good the model is on the party's own rows. */
    public Table partyScores() {
        return RunTables.scores(this);
    }

    /**
     * Shows what the coordinator saw of a round under {@code secure(..)}, a masked vector, beside the mean that the sum came to; and what
     * each step cost. {@code plot(run.secureRound(3))} draws the costs.
     *
     * @param number of the round, from 1
     * @throws PlanException where there is no such round, or nothing was hidden in it
     */
    public SecureRound secureRound(int number) {
        return SecureRound.of(this, number);
    }

    /** Ledger of all that left each party, with its bytes, round 0 too; rows past the limit are joined in one line. */
    public Table ledger() {
        return Ledger.of(this);
    }

    /**
     * The rows of one party: all that it has revealed, and what it refused.
     *
     * <p>Example: {@code run.ledger("party-3")}
     *
     * @throws PlanException where nobody is called so
     */
    public Table ledger(String party) {
        return Ledger.of(this, party);
    }

    /** The first round with at least that accuracy (for a regression: R2) on the test rows. */
    public OptionalInt roundsTo(double score) {
        return outcome().rounds().stream()
                .filter(round -> round.evaluation()
                        .map(e -> (e.task() == Task.REGRESSION ? e.r2() : e.accuracy()) >= score)
                        .orElse(false))
                .mapToInt(RoundResult::round)
                .findFirst();
    }

    /** SHA-256 over the parameters' bits, in hexadecimal: equal only for equal bits. */
    public String fingerprint() {
        return ParamVector.fingerprint(outcome().params());
    }

    /** A part of this run, which cannot be gone on with or kept by itself. */
    Run part(String label, Plan its, Outcome alone) {
        return new Run(parts.named(label).asked(its).after(alone), PART);
    }

    /** Tells whether it is one party's part of a run. */
    @SuppressWarnings("ReferenceEquality") // the constant is what makes it a part
    public boolean isPart() {
        return onward == PART;
    }

    DataSummary setting() {
        return parts.setting();
    }

    Outcome outcome() {
        return parts.outcome();
    }

    private double metric(String asked, Task wanted, ToDoubleFunction<Evaluation> metric) {
        if (task() != wanted) {
            throw new PlanException(asked + " is for " + (wanted == Task.CLASSIFICATION ? "classes" : "numbers")
                    + ", but '" + setting().shape().target() + "' is a "
                    + (wanted == Task.CLASSIFICATION ? "number; use rmse() or r2()" : "class; use accuracy()"));
        }
        return metric.applyAsDouble(evaluation());
    }

    TrainedModel model(String asked) {
        return new TrainedModel(parts.model(), parties().coding(), params(asked).copy());
    }

    private ParamVector params(String asked) {
        if (outcome().params().size() > 1) {
            throw new PlanException("run." + asked + " needs one model, but local() trained one for each of "
                    + outcome().params().size() + " parties; use run.party(\""
                    + setting().members().get(0).name() + "\")." + asked);
        }
        return outcome().params().get(0);
    }

    @Override
    public String toString() {
        return RunText.of(this);
    }
}
