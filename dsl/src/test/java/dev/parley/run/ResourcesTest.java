package dev.parley.run;

import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.fault.PlanException;
import dev.parley.plot.ChartWords;
import dev.parley.result.Activity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Work of an engine that tells of it: sums worked out by hand. */
class ResourcesTest {
    private static final Run RUN =
            federation().rounds(1).train(softmax(), dataset("iris").split(3, iid()));

    /** Executor a works 1 s and 2 s at once; b works 4 s; in the next round b alone, 1 s, once more. */
    private static final List<Activity> TOLD = List.of(
            new Activity(1, "train", "party-1", "a", 1_000_000, 1000, false),
            new Activity(1, "train", "party-2", "a", 1_000_500, 2000, false),
            new Activity(1, "train", "party-3", "b", 1_001_000, 4000, false),
            new Activity(2, "train", "party-3", "b", 1_006_000, 1000, true));

    private static Resources resources() {
        return resources(RUN.after(RUN.outcome().by(TOLD)));
    }

    private static Resources resources(Run run) {
        return dev.parley.Parley.resources(run);
    }

    @Test
    void eachPieceHasItsPlaceAndTime() {
        assertThat(resources().table().stringColumn("computed by").asList()).containsExactly("a", "a #2", "b", "b");
        assertThat(resources().table().doubleColumn("start").asList()).containsExactly(0.0, 0.5, 1.0, 6.0);
        assertThat(resources().table().doubleColumn("seconds").asList()).containsExactly(1.0, 2.0, 4.0, 1.0);
        assertThat(resources().table().booleanColumn("again").asList()).containsExactly(false, false, false, true);
    }

    @Test
    void whoIsDoneWaitsForTheOthersOfTheExchange() {
        // the first exchange lasts from 0 to 5 s
        assertThat(resources().workers().doubleColumn("waiting").asList()).containsExactly(4.0, 3.0, 1.0);
        assertThat(resources().workers().doubleColumn("at work").asList()).containsExactly(1.0, 2.0, 5.0);
        assertThat(resources().workers().intColumn("again").asList()).containsExactly(0, 0, 1);
        assertThat(resources()).hasToString("""
                federation: who computed what
                computed by  pieces  at work  waiting  again
                a                 1   1.00 s   4.00 s      0
                a #2              1   2.00 s   3.00 s      0
                b                 2   5.00 s   1.00 s      1
                """);
    }

    @Test
    void theChartMarksWhatWasComputedOnceMore() {
        assertThat(plot(resources()).getSeriesCollection()).hasSize(4);
        assertThat(ChartWords.of(plot(resources()))).contains("b, computed again");
    }

    @Test
    void aRunThatNobodyToldOfIsRefused() {
        assertThatThrownBy(() -> resources(RUN))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("resources(run) shows which executor computed what, but 'federation' has no");
    }
}
