package dev.parley.kernel.render;

import dev.parley.example.Task;
import dev.parley.model.Evaluation;
import dev.parley.result.PartyResult;
import dev.parley.result.PersonalMean;
import dev.parley.result.RoundResult;
import dev.parley.result.RoundTotals;
import dev.parley.run.Divergence;
import dev.parley.run.Run;
import dev.parley.run.RunText;
import java.util.List;
import java.util.stream.Stream;

/** View of a training's results: headline numbers, the curve, the plan, and failures. */
public final class RunView {
    private static final int FAILURES = 5;

    private RunView() {}

    static Bundle of(Run run) {
        Html html = Html.view().open("div", "class", "p-name").text(run.name() + " ");
        html.leaf("span", RunText.title(run), "class", "p-faint").close();
        CurveSvg.Line line = Scores.line(run);
        if (!line.y().isEmpty()) {
            html.add(numbers(run));
            String label = "%s by round: from %s to %s"
                    .formatted(
                            Scores.name(run.task()),
                            shown(run, line.y().get(0)),
                            shown(run, line.y().get(line.y().size() - 1)));
            int last = run.rounds().get(run.rounds().size() - 1).round();
            html.add(curve(label, line, Scores.band(run), last, run.task()));
        }
        if (!run.complete()) {
            int rounds = run.rounds().size();
            String kept = rounds == 1 ? "1 finished round is kept" : rounds + " finished rounds are kept";
            html.add(early(run.stopped(), kept + ", and resume() goes on from there"));
        }
        Divergence.of(run).ifPresent(why -> html.leaf("div", "⚠ " + why, "class", "p-bad"));
        if (!run.rounds().isEmpty()) {
            RunText.privacy(run).ifPresent(spent -> html.leaf("div", spent, "class", "p-cap"));
        }
        RunText.best(run).ifPresent(best -> html.leaf("div", best, "class", "p-cap"));
        failures(html, run);
        if (!run.rounds().isEmpty()) {
            RunText.gap(run).ifPresent(gap -> html.leaf("div", gap, "class", "p-cap"));
        }
        html.open("div", "class", "p-cap").leaf("code", run.plan()).close();
        return Bundle.text(run.toString()).html(html);
    }

    /** The curve and its caption; the band, where there is one, is in both. */
    public static Html curve(String label, CurveSvg.Line line, CurveSvg.Band band, int rounds, Task task) {
        String behind = band.x().isEmpty() ? "" : "; " + CurveSvg.Band.LABEL;
        return Html.fragment()
                .add(CurveSvg.of(label + band.words(task), List.of(line), band, rounds, task == Task.CLASSIFICATION))
                .leaf("div", Scores.name(task) + " by round" + behind, "class", "p-cap");
    }

    /** An early end: as wished by the user, or bad news. */
    public static Html early(String why, String kept) {
        boolean wished = why.startsWith("stopped");
        return Html.fragment()
                .leaf(
                        "div",
                        (wished ? "" : "⚠ ") + "ended early: " + why + "; " + kept,
                        "class",
                        wished ? "p-faint" : "p-bad");
    }

    private static Html numbers(Run run) {
        Evaluation last = run.evaluation();
        Numerals numbers = new Numerals().add(shown(run, Scores.of(last)), Scores.name(run.task()));
        if (run.task() == Task.REGRESSION) {
            numbers.add(Scores.number(last.rmse()), "test RMSE");
        }
        numbers.add(Scores.number(last.loss()), "test loss");
        double personal = PersonalMean.of(run.rounds().get(run.rounds().size() - 1));
        if (!Double.isNaN(personal)) {
            numbers.add(shown(run, personal), Scores.PERSONAL);
        }
        int rounds = run.rounds().size();
        double seconds = run.rounds().stream().mapToDouble(RoundResult::seconds).sum();
        numbers.add(Scores.seconds(seconds), rounds + (rounds == 1 ? " round" : " rounds"));
        if (run.plan().kind().sends()) {
            long up = run.rounds().stream().mapToLong(RoundResult::bytesUp).sum();
            long down = run.rounds().stream().mapToLong(RoundResult::bytesDown).sum();
            numbers.add(RunText.bytes(up), "sent by parties").add(RunText.bytes(down), "sent to them");
        }
        return numbers.done();
    }

    private static void failures(Html html, Run run) {
        List<PartyResult> failed = Stream.concat(
                        run.rounds().stream().flatMap(round -> round.parties().stream()), run.unfinished().stream())
                .filter(PartyResult::hasFailed)
                .toList();
        for (PartyResult each : failed.subList(0, Math.min(FAILURES, failed.size()))) {
            html.leaf("div", "⚠ " + named(each), "class", "p-bad");
        }
        int unlisted = run.rounds().stream()
                .flatMap(round -> round.unlisted().stream())
                .mapToInt(RoundTotals::failed)
                .sum();
        int more = Math.max(0, failed.size() - FAILURES) + unlisted;
        if (more > 0) {
            html.leaf(
                    "div",
                    "and " + more + " more failures: run.partyTable() has "
                            + (unlisted == 0 ? "them all" : "the first of each round at least"),
                    "class",
                    "p-cap");
        }
    }

    /** Most messages begin with the party themselves. */
    private static String named(PartyResult failed) {
        boolean says = failed.error().startsWith(failed.party().name());
        return says
                ? failed.error()
                : "round " + failed.round() + ", " + failed.party().name() + ": " + failed.error();
    }

    private static String shown(Run run, double score) {
        return Scores.shown(run.task(), score);
    }
}
