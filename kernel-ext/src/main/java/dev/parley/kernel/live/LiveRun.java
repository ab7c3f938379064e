package dev.parley.kernel.live;

import dev.parley.example.Task;
import dev.parley.kernel.KernelPort;
import dev.parley.kernel.render.Bundle;
import dev.parley.kernel.render.CurveSvg;
import dev.parley.kernel.render.Html;
import dev.parley.kernel.render.Numerals;
import dev.parley.kernel.render.RunView;
import dev.parley.kernel.render.Scores;
import dev.parley.model.Evaluation;
import dev.parley.plan.Accounts;
import dev.parley.result.PersonalMean;
import dev.parley.result.RoundEvent;
import dev.parley.result.RoundListener;
import dev.parley.result.RoundResult;
import dev.parley.run.RunText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * A training while it runs, in one output of its cell: progress, metrics, the curve so far and the parties.
 *
 * <p>Curve and parties are folded away at the end where all went well: a cell often trains more than once.
 *
 * <p>Notes that every training of a cell would make, such as filled values, are made by the first one.
 *
 * <p>Events only note what happened; a frame is made when the display wants one.
 */
public final class LiveRun implements RoundListener {
    private final LiveDisplay display;
    private final UnderWay trainings;
    private final LongSupplier clock;
    private final long start;
    private final List<Integer> x = new ArrayList<>();
    private final List<Double> y = new ArrayList<>();
    private final CurveSvg.Band band = CurveSvg.Band.open();
    private boolean sends;
    private String title = "";
    private List<String> notes = List.of();
    private Strip strip = new Strip(List.of(), Set.of());
    private int rounds = 1;
    private int done;
    private int before;
    private long up;
    private long down;
    private Optional<Evaluation> last = Optional.empty();
    private double personal = Double.NaN;
    private final SortedMap<String, Double> spent = new TreeMap<>();
    private Optional<RoundEvent.Ended> end = Optional.empty();

    /** Shows itself when the training starts, and is under way until it ends. */
    public LiveRun(KernelPort port, UnderWay trainings) {
        this(new LiveDisplay(port), trainings, System::nanoTime);
    }

    LiveRun(LiveDisplay display, UnderWay trainings, LongSupplier clock) {
        this.trainings = trainings;
        this.display = display;
        this.clock = clock;
        this.start = clock.getAsLong();
    }

    @Override
    public void on(RoundEvent event) {
        if (event instanceof RoundEvent.Started started) {
            trainings.begin(this);
            sends = started.kind().sends();
            title = started.title();
            rounds = Math.max(1, started.rounds());
            notes = trainings.unsaid(started.notes());
            strip = new Strip(started.members(), started.attackers());
        } else if (event instanceof RoundEvent.Resumed resumed) {
            resumed.earlier().forEach(this::note);
            before = done;
        } else if (event instanceof RoundEvent.RoundBegun begun) {
            strip.begin(begun.cohort());
        } else if (event instanceof RoundEvent.PartyDone party) {
            strip.done(party.result());
        } else if (event instanceof RoundEvent.RoundEnded ended) {
            note(ended.result());
        } else if (event instanceof RoundEvent.Ended ended) {
            end = Optional.of(ended);
            strip.rest();
            display.end(this::frame);
            trainings.end(this);
            return;
        }
        display.show(this::frame);
    }

    /** Leaves no more than the word that it was trained, since the run itself is shown below. */
    void giveWay() {
        display.replace(() -> {
            Html html = head(Html.view());
            notes.forEach(note -> html.leaf("div", note, "class", "p-cap"));
            return Bundle.text(text()).html(html);
        });
    }

    private void note(RoundResult result) {
        done = result.round();
        band.add(result);
        up += result.bytesUp();
        down += result.bytesDown();
        result.measures().forEach((column, value) -> {
            if (column.startsWith(Accounts.COLUMN)) {
                spent.put(column, value);
            }
        });
        double own = PersonalMean.of(result);
        personal = Double.isNaN(own) ? personal : own;
        result.evaluation().ifPresent(evaluation -> {
            last = Optional.of(evaluation);
            double score = Scores.of(evaluation);
            if (Double.isFinite(score)) {
                x.add(result.round());
                y.add(score);
            }
        });
    }

    private Bundle frame() {
        Html html = head(Html.view());
        html.add(numbers());
        boolean drawn = end.isEmpty() || y.size() > 1;
        boolean well = end.filter(ended -> ended.why().isEmpty()).isPresent() && strip.failures() == 0;
        boolean folded = drawn && well;
        if (folded) {
            html.open("details").leaf("summary", "its curve", "class", "p-cap");
        }
        if (drawn) {
            last.ifPresent(evaluation -> curve(html, evaluation.task()));
        }
        html.add(strip.drawn());
        if (folded) {
            html.close();
        }
        end.filter(ended -> !ended.why().isEmpty())
                .ifPresent(ended -> html.add(RunView.early(ended.why(), ended.kept())));
        notes.forEach(note -> html.leaf("div", note, "class", "p-cap"));
        return Bundle.text(text()).html(html);
    }

    /** Head line: the training, and how far it is. */
    private Html head(Html html) {
        String[] words = title.split(" · ", 2);
        html.open("div", "class", "p-head").leaf("b", words[0]).text(" ");
        html.leaf("span", words.length > 1 ? words[1] : "", "class", "p-faint").text(" ");
        html.leaf("em", place()).close();
        html.open("div", "class", "p-bar", "role", "progressbar", "aria-valuenow", done, "aria-valuemax", rounds);
        html.open("i", "style", "width:" + CurveSvg.px(100.0 * done / rounds) + "%")
                .close()
                .close();
        return html;
    }

    private Html numbers() {
        Numerals numbers = new Numerals();
        last.ifPresent(evaluation -> {
            numbers.add(Scores.shown(evaluation.task(), Scores.of(evaluation)), Scores.name(evaluation.task()));
            numbers.add(Scores.number(evaluation.loss()), "test loss");
        });
        last.filter(evaluation -> !Double.isNaN(personal))
                .ifPresent(evaluation -> numbers.add(Scores.shown(evaluation.task(), personal), Scores.PERSONAL));
        spent.forEach((column, value) -> numbers.add(String.format(Locale.ROOT, "%.2f", value), column));
        double seconds = (clock.getAsLong() - start) / 1e9;
        if (end.isPresent()) {
            int now = done - before;
            numbers.add(Scores.seconds(seconds), now + (now == 1 ? " round" : " rounds") + (before > 0 ? " more" : ""));
        } else if (done > before) {
            double each = seconds / (done - before);
            double left = each * (rounds - done);
            numbers.add(Scores.seconds(each), "a round · " + Scores.seconds(left) + " left");
        }
        if (sends) {
            numbers.add(RunText.bytes(up), "sent by parties").add(RunText.bytes(down), "sent to them");
        }
        if (strip.failures() > 0) {
            numbers.bad(Integer.toString(strip.failures()), strip.failures() == 1 ? "party failed" : "parties failed");
        }
        return numbers.done();
    }

    private void curve(Html html, Task task) {
        CurveSvg.Line line = new CurveSvg.Line(Scores.name(task), x, y);
        String label = Scores.name(task) + " by round"
                + (y.isEmpty() ? "" : ", now " + Scores.shown(task, y.get(y.size() - 1)));
        // A run that ended early has no more rounds to come: its curve takes the whole width.
        html.add(RunView.curve(label, line, band, end.isPresent() ? done : rounds, task));
    }

    private String place() {
        return end.isPresent() && done == rounds
                ? rounds + (rounds == 1 ? " round" : " rounds")
                : "round " + Math.min(rounds, end.isPresent() ? done : done + 1) + " of " + rounds;
    }

    private String text() {
        return title + " · " + place()
                + last.map(e -> " · " + RunText.metrics(e) + band.words(e.task()))
                        .orElse("")
                + end.filter(ended -> !ended.why().isEmpty())
                        .map(ended -> " · ended early: " + ended.why() + "; " + ended.kept())
                        .orElse("");
    }
}
