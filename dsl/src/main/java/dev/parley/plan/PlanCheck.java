package dev.parley.plan;

import dev.parley.account.Attended;
import dev.parley.aggregate.Aggregation;
import dev.parley.aggregate.Bucketing;
import dev.parley.aggregate.Trust;
import dev.parley.aggregate.WeightedMean;
import dev.parley.attack.Attacked;
import dev.parley.attack.FreeRider;
import dev.parley.example.Shape;
import dev.parley.example.Task;
import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import dev.parley.filter.Filter;
import dev.parley.filter.Omniscient;
import dev.parley.model.Model;
import dev.parley.personal.Personalization;
import dev.parley.score.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Checks a plan before any data is touched or any work is done. */
public final class PlanCheck {
    /** Bytes of a round that are said before a training. */
    private static final long MUCH = 1_000_000_000;

    private PlanCheck() {}

    /** One choice on its own. */
    static void choice(Kind kind, Choice choice, Object value) {
        if (!choice.suits(kind)) {
            throw new PlanException(
                    kind + "() has no " + choice.word() + "(..); leave it out, or take another sentence");
        }
        if (!choice.type().isInstance(value)) {
            throw new PlanException(choice.word() + "(..) does not take " + value);
        }
        if (value instanceof Integer n) {
            Check.atLeastOne(choice.word() + "(n)", n);
        }
    }

    /** A model and the data it is to learn. */
    public static void fits(Model model, Shape shape) {
        model.objection(shape).ifPresent(message -> {
            throw new PlanException(message);
        });
        ModelSize.check(model, model.layout(shape));
    }

    /**
     * The number of rows that are normalized together.
     *
     * @param sizes a party's numbers of rows, one for each part of them that it sees at a time
     * @return what the user should know before the training
     * @throws PlanException where a layer takes its statistics of a batch, and each batch has one row
     */
    public static Optional<String> batches(Model model, Shape shape, int batch, Stream<IntStream> sizes) {
        if (!model.normalizesRows(shape)) {
            return Optional.empty();
        }
        if (batch == 1) {
            throw new PlanException(model + " normalizes a batch by its own mean and variance, and batch(1) has none to"
                    + " learn from; say batch(8) or more");
        }
        long alone = sizes.filter(one -> one.anyMatch(rows -> rows % Math.min(batch, rows) == 1 || rows == 1))
                .count();
        return alone == 0
                ? Optional.empty()
                : Optional.of(
                        "batchNorm: the last batch of " + alone + (alone == 1 ? " party" : " parties")
                                + " has one row, which normalizes to nothing and teaches nothing; another batch(n) leaves none");
    }

    /**
     * The metrics that a plan watches.
     *
     * @param own the user's own
     * @param validated whether there are validation rows
     * @throws PlanException where a metric is unknown, or there are no rows to watch it on
     */
    public static void watched(Plan plan, Task task, List<Metric> own, boolean validated) {
        Map<String, String> asked = new TreeMap<>();
        plan.stopWhen()
                .filter(rule -> !(rule instanceof StopRule.Spent))
                .ifPresent(rule -> asked.put("stopWhen(" + rule + ")", rule.metric()));
        plan.keepBest().ifPresent(metric -> asked.put("keepBest(\"" + metric + "\")", metric));
        asked.forEach((step, metric) -> {
            if (!validated) {
                throw new PlanException(step + " watches validation rows, but none are held out, and the test rows are"
                        + " not to choose by; train on data.trainValidTest(0.7, 0.1)");
            }
            if (!metric.equals("loss")) {
                Metric.named(metric, task, own, step);
            }
        });
    }

    /** Models of parties' own beside the choices of the coordinator's side. */
    private static void personal(Plan plan, Personalization how) {
        String asked = "personalize(" + how + ")";
        plan.keepBest().ifPresent(metric -> {
            throw new PlanException(asked + " ends with the models of the last round, but keepBest(\"" + metric
                    + "\") keeps the common model of another; leave keepBest(..) out, or use stopWhen(..)");
        });
        if (how.groups() == 1) {
            return;
        }
        if (!plan.server().equals(Choice.SERVER.standard())) {
            throw new PlanException(asked + " moves each of its models by its own update, but server(" + plan.server()
                    + ") moves one; leave server(..) out");
        }
        plan.filters().stream()
                .filter(filter -> filter instanceof Attacked attacked && attacked.rule() instanceof FreeRider)
                .findFirst()
                .ifPresent(rider -> {
                    throw new PlanException("attack(" + rider + ") does no work and so chooses no model, but " + asked
                            + " combines each of its models of those who chose it; take another attack, such as"
                            + " signFlip(5)");
                });
        Aggregation rule = plan.aggregation();
        Aggregation innermost = rule instanceof Bucketing buckets ? buckets.rule() : rule;
        if (innermost instanceof Trust) {
            throw new PlanException(asked + " combines each of its models by itself, but " + rule
                    + " works on the coordinator's rows with one; use median(), trimmedMean(b) or a mean");
        }
        if (rule.least() > 1) {
            throw new PlanException(asked + " combines each of its models by itself, of as few as one update, but "
                    + rule + " needs " + rule.least() + "; use median(), trimmedMean(b) or a mean");
        }
    }

    /** The parties that a plan asks for and those there are, by name. */
    public static void parties(Plan plan, List<String> names) {
        int found = names.size();
        plan.parties().ifPresent(asked -> {
            if (asked != found) {
                throw new PlanException("the plan asks for parties(" + asked + "), but the data is split over " + found
                        + "; leave parties(..) out, or split the data over " + asked);
            }
        });
        if (plan.said().get(Choice.MIN_PARTIES) instanceof Integer least) {
            int cohort = (int) Math.ceil(plan.participation().expected(found));
            if (least > cohort) {
                throw new PlanException(
                        "minParties(" + least + ") needs " + least + " answers a round, but only " + cohort
                                + " of " + found + " parties take part (" + plan.participation()
                                + "); raise the participation or lower minParties");
            }
        }
        plan.participation().refusal(names).ifPresent(message -> {
            throw new PlanException(message);
        });
    }

    /**
     * The plan beside a sum that nobody sees the parts of.
     *
     * @param rows of the parties
     * @return what the user should know before the training
     * @throws PlanException where something would show a party's own numbers, or needs them
     */
    public static List<String> sums(Plan plan, Program program, IntStream rows) {
        return SumCheck.of(plan, program, rows);
    }

    /**
     * The plan beside what protects somebody's privacy.
     *
     * @param rows of the parties
     * @param known whether nothing is learned of the rows before training
     * @return what the user should know before the training
     * @throws PlanException where something would leave a party that no account counts
     */
    public static List<String> privacy(Plan plan, Program program, List<Integer> rows, boolean known) {
        return PrivateCheck.of(plan, program, rows, known);
    }

    /**
     * A budget of privacy beside what is spent already.
     *
     * @param attended who took part in how many rounds so far
     * @throws PlanException where one more round would spend more
     */
    public static void budget(Plan plan, Accounts accounts, Attended attended) {
        PrivateCheck.budget(plan, accounts, attended);
    }

    /**
     * Attackers that know all honest updates, over rows that are their owners'.
     *
     * @param where these rows are, as it was asked for them
     * @throws PlanException where there are such attackers
     */
    public static void simulated(List<Filter> onion, String where) {
        onion.stream().filter(Omniscient.class::isInstance).findFirst().ifPresent(filter -> {
            throw new PlanException(
                    "attack(" + filter + ") knows all honest updates, as in a simulation alone, but the rows" + " of "
                            + where + " are their owners'; train it on rows that are split here");
        });
    }

    /**
     * Filters and the rule among themselves.
     *
     * @param found how many parties there are
     * @return what the user should know before the training
     * @throws PlanException where they do not go together, or the rule needs more updates than a round has
     */
    public static List<String> filters(Plan plan, Program program, int found) {
        List<Filter> onion = program.onion();
        List<String> notes = new ArrayList<>();
        serverStep(plan);
        program.client().objection(program.model(), program.shape()).ifPresent(message -> {
            throw new PlanException(message);
        });
        for (Filter filter : onion) {
            List<Filter> others = new ArrayList<>(onion);
            others.remove(filter);
            filter.objection(others).ifPresent(message -> {
                throw new PlanException(message);
            });
            filter.note(others).ifPresent(notes::add);
        }
        plan.personalization().ifPresent(personal -> personal(plan, personal));
        Aggregation rule = plan.aggregation();
        int cohort = (int) Math.floor(plan.participation().expected(found));
        if (rule.least() > Math.max(1, cohort)) {
            throw new PlanException(rule + " needs " + rule.least() + " updates a round, but " + cohort + " of " + found
                    + " parties take part; let more take part, or choose a rule that needs fewer");
        }
        if (rule.least() > 1 && plan.participation().varies()) {
            notes.add(rule + " needs " + rule.least() + " updates: a round that fewer take part in is skipped, and"
                    + " stands in run.table() with how many there were");
        }
        if (rule instanceof WeightedMean && plan.participation().byRows()) {
            notes.add(plan.participation() + " draws parties with more rows more often, and " + rule
                    + " counts their rows once more; aggregate(mean()) counts them once");
        }
        long bytes = rule.bytes(program.layout().length(), cohort);
        if (bytes > MUCH) {
            notes.add(rule + " holds all updates of a round: about "
                    + String.format(Locale.ROOT, "%.1f GB", bytes / 1e9) + " of native memory");
        }
        return notes;
    }

    /** A client that takes the server's step itself, and a server that is to take it too. */
    private static void serverStep(Plan plan) {
        boolean asked = !plan.server().equals(Choice.SERVER.standard());
        if (asked && plan.client().ownsServerStep()) {
            throw new PlanException(plan.client() + " takes the server's step itself, but server(" + plan.server()
                    + ") was asked for; leave server(..) out, or take another client, such as localSgd(0.1)");
        }
    }
}
