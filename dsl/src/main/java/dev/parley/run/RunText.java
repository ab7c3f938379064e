package dev.parley.run;

import dev.parley.example.Task;
import dev.parley.model.Evaluation;
import dev.parley.plan.Accounts;
import dev.parley.plan.Kind;
import dev.parley.result.PersonalMean;
import dev.parley.result.RoundResult;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A run in two lines, as jshell and plain text show it. */
public final class RunText {
    private RunText() {}

    static String of(Run run) {
        double seconds = run.rounds().stream().mapToDouble(RoundResult::seconds).sum();
        StringBuilder text =
                new StringBuilder(run.name()).append(" · ").append(title(run)).append('\n');
        if (run.rounds().isEmpty()) {
            return text.append("no finished round").append(reason(run)).toString();
        }
        text.append(run.lastEvaluation().map(RunText::metrics).orElse("no evaluated round"))
                .append(" · ");
        text.append(run.rounds().size()).append(run.rounds().size() == 1 ? " round in " : " rounds in ");
        text.append(number("%.2f", seconds)).append(" s");
        if (RunTables.moved(run)) {
            long up = run.rounds().stream().mapToLong(RoundResult::bytesUp).sum();
            long down = run.rounds().stream().mapToLong(RoundResult::bytesDown).sum();
            text.append(" · ")
                    .append(bytes(up))
                    .append(" up, ")
                    .append(bytes(down))
                    .append(" down");
        }
        Attackers.words(run).ifPresent(who -> text.append('\n').append(who));
        privacy(run).ifPresent(spent -> text.append('\n').append(spent));
        best(run).ifPresent(best -> text.append('\n').append(best));
        personal(run).ifPresent(own -> text.append('\n').append(own));
        gap(run).ifPresent(gap -> text.append('\n').append(gap));
        Divergence.of(run).ifPresent(why -> text.append('\n').append(why));
        return text.append(reason(run)).toString();
    }

    /** Epsilon after the last round by Renyi divergences, and where noise repeats the mark of that. */
    public static Optional<String> privacy(Run run) {
        String spent = run.rounds().get(run.rounds().size() - 1).measures().entrySet().stream()
                .filter(each -> each.getKey().startsWith(Accounts.COLUMN))
                .map(each -> each.getKey() + " " + number("%.2f", each.getValue()))
                .collect(Collectors.joining(", "));
        return spent.isEmpty()
                ? Optional.empty()
                : Optional.of(spent + " against readers of the model, by RDP; run.privacy() has the account");
    }

    /** Line on the round whose parameters were kept, where the best were asked for. */
    public static Optional<String> best(Run run) {
        return BestRound.words(run);
    }

    /**
     * Line on the scores of the parties' own models on their own rows after the last round, where they have such
     * models.
     */
    public static Optional<String> personal(Run run) {
        double mean = PersonalMean.of(run.rounds().get(run.rounds().size() - 1));
        return Double.isNaN(mean)
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "the parties' own models: %s %.4f on their own rows; run.personal() compares",
                        run.task() == Task.CLASSIFICATION ? "accuracy" : "R2",
                        mean));
    }

    /**
     * Line on the rounds of a very long run that are not in its tables of parties; a party's own run lacks them
     * altogether.
     */
    public static Optional<String> gap(Run run) {
        int last = run.rounds().get(run.rounds().size() - 1).round();
        BitSet gap = new BitSet();
        gap.set(1, last + 1);
        run.rounds().stream().filter(round -> round.unlisted().isEmpty()).forEach(round -> gap.clear(round.round()));
        return gap.isEmpty()
                ? Optional.empty()
                : Optional.of("past the limit of rows: of " + numbered(gap) + " only totals are kept, no row a party");
    }

    private static String numbered(BitSet rounds) {
        int first = rounds.nextSetBit(0);
        int last = rounds.length() - 1;
        int count = rounds.cardinality();
        return count == 1
                ? "round " + first
                : (count == last - first + 1 ? "rounds " : count + " rounds from ") + first + " to " + last;
    }

    /** By which attacks, where parties attack; else nothing. */
    public static String attack(Run run) {
        String rules = Attackers.of(run).values().stream().distinct().collect(Collectors.joining("; "));
        return rules.isEmpty() ? "" : "under attack by " + rules;
    }

    /** Title in one line: the model and the data. */
    public static String title(Run run) {
        String over = run.plan().kind() == Kind.CENTRALIZED
                ? ""
                : " · " + members(run)
                        + (run.plan().kind() == Kind.DISTRIBUTED
                                ? ""
                                : ", " + run.setting().partition());
        return run.description() + " · " + run.setting().data() + over;
    }

    private static String members(Run run) {
        int count = run.setting().members().size();
        boolean workers = run.plan().kind() == Kind.DISTRIBUTED;
        return count + (count == 1 ? (workers ? " worker" : " party") : workers ? " workers" : " parties");
    }

    /** The metrics that mean something, in words. */
    public static String metrics(Evaluation e) {
        return e.scores() + " on " + e.examples() + " test rows";
    }

    /** Bytes as a person reads them: 812 B, 1.3 kB, 79.7 MB. */
    public static String bytes(long count) {
        if (count < 1000) {
            return count + " B";
        }
        String[] units = {"kB", "MB", "GB", "TB"};
        double value = count;
        int unit = -1;
        while (value >= 999.95 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return number("%.1f", value) + " " + units[unit];
    }

    private static String reason(Run run) {
        return run.complete() ? "" : "\nended early: " + run.stopped();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
