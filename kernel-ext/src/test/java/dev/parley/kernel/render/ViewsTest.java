package dev.parley.kernel.render;

import static dev.parley.Parley.centralized;
import static dev.parley.Parley.compare;
import static dev.parley.Parley.data;
import static dev.parley.Parley.dataset;
import static dev.parley.Parley.dirichlet;
import static dev.parley.Parley.distributed;
import static dev.parley.Parley.federation;
import static dev.parley.Parley.iid;
import static dev.parley.Parley.linear;
import static dev.parley.Parley.local;
import static dev.parley.Parley.logistic;
import static dev.parley.Parley.mean;
import static dev.parley.Rules.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Trainer;
import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.fault.DataException;
import dev.parley.fault.PlanException;
import dev.parley.run.Run;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Each view says what its value says, in text too, and lets no markup of the data through. */
class ViewsTest {
    private static final Parties HOSPITALS = dataset("breast-cancer").split(4, dirichlet(0.5));
    private static final String EVIL = "<script>alert('$1$')</script>";

    @Test
    void theLinesOfTenRunsAreToldApartWithoutTheirColours() {
        assertThat(IntStream.range(0, 10).mapToObj(i -> CurveSvg.key(i).done().replaceAll("#[0-9a-f]{6}", "")))
                .doesNotHaveDuplicates();
    }

    @Test
    void nothingInUsersDataBecomesMarkup() {
        String[] classes =
                IntStream.range(0, 60).mapToObj(i -> i % 2 == 0 ? EVIL : "calm").toArray(String[]::new);
        double[] values =
                IntStream.range(0, 60).mapToDouble(i -> i % 2 + i * 0.001).toArray();
        Dataset data = data(Table.create(
                        EVIL, DoubleColumn.create("x" + EVIL, values), StringColumn.create(EVIL, classes)))
                .target(EVIL);
        Parties parties = data.split(3, iid());
        Run run = federation().rounds(2).train(logistic(), parties).as(EVIL);
        Trainer<?> plan = federation().aggregate(named(EVIL, updates -> updates.mean()));
        Stream.of(
                        DatasetView.of(data),
                        PartiesView.of(parties),
                        PartiesView.of(data.split(40, iid())),
                        RunView.of(run),
                        ComparisonView.of(compare(run, run)),
                        PlanView.of(plan.plan()),
                        FaultView.of(new DataException("no " + EVIL)))
                .forEach(bundle -> {
                    assertThat(html(bundle)).contains("script").doesNotContain("<script");
                    assertThat(text(bundle)).isNotBlank();
                });
    }

    @Test
    void picturesHaveATextForThoseWhoDoNotSeeThem() {
        assertThat(html(PartiesView.of(HOSPITALS)))
                .contains("role=\"img\" aria-label=\"Rows of each class a party. party-1: 2 benign, 8 malignant.");
        Run run = federation().rounds(3).train(logistic(), HOSPITALS);
        assertThat(html(RunView.of(run))).contains("aria-label=\"test accuracy by round: from ");
        assertThat(html(RunView.of(run))).doesNotContain("percentile");
        assertThat(html(ComparisonView.of(compare(run)))).contains("federation ends at ");
        Run even = federation().rounds(3).evaluateParties(1).train(logistic(), HOSPITALS);
        assertThat(html(RunView.of(even)))
                .containsPattern("aria-label=\"[^\"]+; 10th to 90th percentile of the parties, each on its own rows: ");
    }

    @Test
    void aRunWithoutAnEvaluatedRoundHasAPlaceInAComparison() {
        Run run = federation().rounds(2).train(logistic(), HOSPITALS);
        Run early = federation()
                .rounds(5)
                .evaluateEvery(9)
                .onRound(r -> r.stop())
                .train(logistic(), HOSPITALS)
                .as("early");
        assertThat(html(ComparisonView.of(compare(run, early))))
                .contains("early has no evaluated round")
                .contains("<span>–</span>")
                .doesNotContain("NaN");
        assertThat(html(RunView.of(early))).contains("ended early");
    }

    @Test
    void aRunShowsItsNumbersAndItsPlan() {
        Run run = federation().rounds(3).aggregate(mean()).train(logistic(), HOSPITALS);
        assertThat(html(RunView.of(run)))
                .contains("<b>%.1f %%</b>".formatted(100 * run.accuracy()))
                .contains("sent by parties")
                .contains("federation().rounds(3).aggregate(mean())")
                .doesNotContain("ended early");
        assertThat(text(RunView.of(run))).isEqualTo(run.toString());
    }

    @Test
    void aRunThatEndedEarlySaysWhy() {
        Run run = federation()
                .rounds(5)
                .onRound(round -> {
                    if (round.round() == 2) {
                        round.stop();
                    }
                })
                .train(logistic(), HOSPITALS);
        assertThat(html(RunView.of(run)))
                .contains("ended early: stopped by onRound after round 2; 2 finished rounds are kept");
    }

    @Test
    void whatStaysInOnePlaceShowsNoBytes() {
        assertThat(html(RunView.of(centralized().epochs(2).train(logistic(), HOSPITALS))))
                .doesNotContain("sent by parties");
    }

    @Test
    void theBestScoreOfAComparisonHasAStar() {
        Run none = federation().rounds(1).train(logistic(), HOSPITALS).as("one round");
        Run many = federation().rounds(9).train(logistic(), HOSPITALS).as("nine rounds");
        String html = html(ComparisonView.of(compare(none, many)));
        assertThat(html.substring(html.indexOf("nine rounds</"))).contains("<b>★ ");
        assertThat(html).contains("★ the best of its column");
    }

    @Test
    void everySentenceIsATableOfWhatWasSaidAndWhatHoldsElse() {
        List.of(federation().rounds(7), distributed(), centralized(), local())
                .forEach(sentence -> assertThat(html(PlanView.of(sentence.plan())))
                        .contains(sentence.plan().kind() + "()")
                        .contains("default"));
        assertThat(html(PlanView.of(federation().rounds(7).plan()))).contains("<td>rounds</td><td><b>7</b></td>");
        assertThat(html(PlanView.of(federation().as("FedProx").plan())))
                .contains("FedProx · federation() ")
                .contains("<code>federation().as(&quot;FedProx&quot;)</code>");
    }

    @Test
    void aRegressionShowsR2AndRmse() {
        Run run = federation().rounds(3).train(linear(), dataset("diabetes").split(3, iid()));
        assertThat(html(RunView.of(run))).contains("R2 on the test rows").contains("test RMSE");
        assertThat(html(PartiesView.of(dataset("diabetes").split(3, iid())))).contains("rows of each fifth");
    }

    @Test
    void aDataSetWithoutATargetAsksForOne() {
        Dataset untold = data(Table.create("t", DoubleColumn.create("x", 1, 2, 3)));
        assertThat(html(DatasetView.of(untold))).contains("not said yet");
        assertThat(html(DatasetView.of(dataset("iris"))))
                .contains("setosa, versicolor, virginica")
                .contains("rows for training");
    }

    @Test
    void aRefusalIsItsMessage() {
        Bundle bundle = FaultView.of(new PlanException("asked\nfound, do"));
        assertThat(html(bundle)).contains("role=\"alert\"").contains("<div>asked</div><div>found, do</div>");
        assertThat(text(bundle)).isEqualTo("PlanException: asked\nfound, do");
    }

    private static String html(Bundle bundle) {
        return String.valueOf(bundle.data().get("text/html"));
    }

    private static String text(Bundle bundle) {
        return String.valueOf(bundle.data().get("text/plain"));
    }

    @Test
    void aSecureRoundShowsThirtyTwoPartsOfTheRingAndEachStep() {
        Run hidden = federation()
                .rounds(1)
                .aggregate(dev.parley.Sums.secure(dev.parley.Parley.mean()))
                .train(logistic(), HOSPITALS)
                .as(EVIL);
        Bundle bundle = SecureRoundView.of(hidden.secureRound(1));
        String html = String.valueOf(bundle.data().get("text/html"));
        assertThat(html).doesNotContain("<script>").contains("2^22", "ms of the coordinator", "unmask");
        assertThat(html.split("<rect", -1)).hasSize(32 + 1);
        assertThat(String.valueOf(bundle.data().get("text/plain"))).contains("the mean that the sum came to: ");
    }
}
