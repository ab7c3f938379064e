package dev.parley.run;

import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Metrics.*;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Federation;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.result.RoundResult;
import dev.parley.score.Metric;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics that are watched while a training goes on: noted, the best kept, a stop where they no longer improve. */
class WatchTest {
    private static final Parties HOSPITALS =
            dataset("breast-cancer").trainValidTest(0.6, 0.2).split(4, dirichlet(0.5));

    /** Steps so large that the model does not settle. */
    private static final Federation RESTLESS =
            federation().rounds(12).client(localSgd(20).batch(4));

    @TempDir
    Path folder;

    private static int best(Run run, String metric, boolean higher) {
        int best = 0;
        List<RoundResult> rounds = run.rounds();
        for (int i = 1; i < rounds.size(); i++) {
            double value = rounds.get(i).watched(metric).orElseThrow();
            double most = rounds.get(best).watched(metric).orElseThrow();
            best = (higher ? value > most : value < most) ? i : best;
        }
        return best + 1;
    }

    @Test
    void theBestRoundIsKeptToTheBit() {
        int early = 0;
        for (String metric : List.of("average precision", "loss", "accuracy", "brier")) {
            Run run = RESTLESS.keepBest(metric).train(logistic(), HOSPITALS);
            int best = best(run, metric, metric.startsWith("a"));
            Run until = RESTLESS.rounds(best).train(logistic(), HOSPITALS);
            early += best < 12 ? 1 : 0;
            assertThat(run.fingerprint()).as(metric).isEqualTo(until.fingerprint());
            assertThat(run.evaluation()).isEqualTo(until.evaluation());
            assertThat(run.toString()).contains("kept round " + best + " of 12, the best by " + metric);
            assertThat(run.rounds()).hasSize(12);
        }
        assertThat(early).as("cases that show something").isGreaterThan(1);
    }

    @Test
    void watchingChangesNoBitOfTheRounds() {
        Run run = RESTLESS.keepBest("auc").train(logistic(), HOSPITALS);
        Run plain = RESTLESS.train(logistic(), HOSPITALS);

        assertThat(run.rounds().stream().map(RoundResult::evaluation).toList())
                .isEqualTo(plain.rounds().stream().map(RoundResult::evaluation).toList());
        assertThat(run.table().columnNames()).contains("validation auc");
        double last = run.table().doubleColumn("validation auc").get(11);
        assertThat(last)
                .isEqualTo(plain.model()
                        .evaluate(HOSPITALS.dataset().valid().orElseThrow())
                        .auc());
    }

    @Test
    void theBestIsTheSameOnEveryEngineInFilesAndAfterAResume() {
        Run run = RESTLESS.keepBest("auc").train(logistic(), HOSPITALS);
        assertThat(RESTLESS.keepBest("auc")
                        .on(loopback())
                        .train(logistic(), HOSPITALS)
                        .fingerprint())
                .isEqualTo(run.fingerprint());
        String file = folder.resolve("run.json").toString();
        save(run, file);
        assertThat(load(file).fingerprint()).isEqualTo(run.fingerprint());
        assertThat(load(file).accuracy()).isEqualTo(run.accuracy());
        assertThat(replay(file).fingerprint()).isEqualTo(run.fingerprint());

        int best = best(run, "auc", true);
        for (int stop : new int[] {Math.max(1, best - 1), best, 11}) {
            Run stopped = RESTLESS.keepBest("auc")
                    .onRound(r -> {
                        if (r.round() == stop) {
                            r.stop();
                        }
                    })
                    .train(logistic(), HOSPITALS);
            save(stopped, file);
            Run resumed = load(file).resume();
            assertThat(resumed.fingerprint()).as("after %d", stop).isEqualTo(run.fingerprint());
            assertThat(resumed.evaluation()).isEqualTo(run.evaluation());
        }
    }

    @Test
    void aTrainingThatNoLongerImprovesEnds() {
        Run run = RESTLESS.rounds(60).stopWhen(noBetter(3)).keepBest("loss").train(logistic(), HOSPITALS);
        int best = best(run, "loss", false);

        assertThat(run.rounds()).hasSize(best + 3);
        assertThat(run.stopped()).isEqualTo("stopped by stopWhen(noBetter(3)) after round " + (best + 3));
        assertThat(run.resume().rounds().size()).isGreaterThan(best + 3);
        String file = folder.resolve("run.json").toString();
        save(run, file);
        assertThat(load(file).fingerprint()).isEqualTo(run.fingerprint());
        assertThat(replay(file).fingerprint()).isEqualTo(run.fingerprint());
        assertThat(centralized()
                        .epochs(60)
                        .client(localSgd(3))
                        .stopWhen(noBetter(2, "auc"))
                        .train(logistic(), HOSPITALS)
                        .rounds()
                        .size())
                .isLessThan(60);
    }

    @Test
    void aMetricOfOnesOwnIsNotedAndChosenBy() {
        Federation plan = RESTLESS.metric("found", scores -> scores.ranking(1).recallAmong(30));
        Run run = plan.keepBest("found").train(logistic(), HOSPITALS);

        assertThat(run.table().columnNames()).contains("validation found");
        assertThat(run.fingerprint())
                .isEqualTo(RESTLESS.rounds(best(run, "found", true))
                        .train(logistic(), HOSPITALS)
                        .fingerprint());
        Run onTest = plan.train(logistic(), dataset("breast-cancer").split(4, iid()));
        assertThat(onTest.table().columnNames()).contains("found");
        assertThat(compare(onTest)
                        .by("found", "auc")
                        .table()
                        .doubleColumn("found")
                        .get(0))
                .isEqualTo(onTest.table().doubleColumn("found").get(11));
    }

    @Test
    void aStopThatWasOverruledStaysSoInAReplayAndASecondResume() {
        AtomicInteger interrupted = new AtomicInteger();
        Federation plan = RESTLESS.rounds(14).stopWhen(noBetter(1)).onRound(r -> {
            if (interrupted.compareAndSet(r.round(), 0)) {
                Thread.currentThread().interrupt();
            }
        });
        Run stopped = plan.train(logistic(), HOSPITALS);
        int last = stopped.rounds().size();
        Run resumed = stopped.resume();
        assertThat(last).isLessThan(resumed.rounds().size());
        String file = folder.resolve("run.json").toString();
        save(resumed, file);
        Run again = replay(file);
        assertThat(again.rounds()).hasSameSizeAs(resumed.rounds());
        assertThat(again.fingerprint()).isEqualTo(resumed.fingerprint());

        interrupted.set(last + 1);
        Run failed = stopped.resume();
        assertThat(failed.stopped()).startsWith("interrupted");
        Thread.interrupted(); // it stays on, for whoever asked
        assertThat(failed.resume().fingerprint()).isEqualTo(resumed.fingerprint());
        save(failed, file);
        assertThat(load(file).resume().fingerprint()).isEqualTo(resumed.fingerprint());
    }

    @Test
    void aMetricOfOnesOwnIsGivenAgainToAFile() {
        Metric found = metric("found", scores -> scores.ranking(1).recallAmong(30));
        Federation plan = RESTLESS.metric("found", found.of()).keepBest("found");
        Run run = plan.train(logistic(), HOSPITALS);
        String file = folder.resolve("run.json").toString();
        save(run, file);

        assertThat(replay(file, found).fingerprint()).isEqualTo(run.fingerprint());
        assertThatThrownBy(() -> replay(file))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "the run was trained with the metric \"found\", which is code, and a file holds only its name;"
                                + " give it again: replay(path, metric(\"found\", scores -> ..))");
        save(
                plan.onRound(r -> {
                            if (r.round() == 5) {
                                r.stop();
                            }
                        })
                        .train(logistic(), HOSPITALS),
                file);
        assertThat(load(file).resume(found).fingerprint()).isEqualTo(run.fingerprint());
        assertThat(compare(run).by("found").table().doubleColumn("found").get(0))
                .isEqualTo(run.table().doubleColumn("validation found").get(11));
    }

    @Test
    void namesThatHaveAMeaningAreRefused() {
        for (String name : List.of("brier", "Loss", "rmse", "seconds", "validation x", " ")) {
            assertThatThrownBy(() -> RESTLESS.metric(name, scores -> 1))
                    .as(name)
                    .isInstanceOf(PlanException.class)
                    .hasMessageStartingWith("metric(");
        }
    }

    @Test
    void aRunWithoutARoundHasNoMetric() {
        assertThatThrownBy(() -> RESTLESS.client(localSgd(1e38)).train(logistic(), HOSPITALS))
                .isInstanceOf(PlanException.class);
        assertThat(compare(lastRun()).by("auc").table().doubleColumn("auc").getDouble(0))
                .isNaN();
    }

    @Test
    void ofModelsOfPartiesOwnTheMeanIsNoted() {
        Run alone = local().epochs(3)
                .metric("ranked", scores -> scores.ranking(1).auc())
                .train(logistic(), dataset("breast-cancer").split(4, iid()));
        double mean = alone.parties().names().stream()
                        .mapToDouble(name -> alone.party(name).auc())
                        .sum()
                / 4;

        assertThat(alone.table().doubleColumn("ranked").get(2)).isEqualTo(mean);
    }

    @Test
    void whatCannotBeWatchedIsRefusedBeforeTheTraining() {
        assertThatThrownBy(() -> RESTLESS.keepBest("auc")
                        .train(logistic(), dataset("breast-cancer").split(4, iid())))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "keepBest(\"auc\") watches validation rows, but none are held out, and the test rows are not to"
                                + " choose by; train on data.trainValidTest(0.7, 0.1)");
        assertThatThrownBy(() -> RESTLESS.stopWhen(noBetter(3, "rmse")).train(logistic(), HOSPITALS))
                .hasMessageStartingWith("stopWhen(noBetter(3, \"rmse\")): there is no metric \"rmse\" for classes; ");
        assertThatThrownBy(() -> noBetter(0)).hasMessageStartingWith("noBetter(rounds)");
    }

    @Test
    void thePlanSaysItAndItsJsonKeepsIt() {
        Federation plan = federation().rounds(9).stopWhen(noBetter(5, "auc")).keepBest("auc");

        assertThat(plan).hasToString("federation().rounds(9).stopWhen(noBetter(5, \"auc\")).keepBest(\"auc\")");
        assertThat(dev.parley.plan.PlanJson.read(plan.json())).isEqualTo(plan.plan());
    }
}
