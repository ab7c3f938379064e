package dev.parley.personal;

import static dev.parley.Clients.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static dev.parley.Personal.*;
import static dev.parley.Rules.*;
import static dev.parley.Servers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Federation;
import dev.parley.aggregate.Aggregation;
import dev.parley.client.LocalSgd;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.model.Model;
import dev.parley.run.Run;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** apfl, pFedMe, perFedAvg and ifca: the identities that define them. */
class OwnStepsTest {
    private static final Parties ODD =
            dataset("breast-cancer").split(4, dirichlet(0.5)).partyTest(0.3);
    private static final LocalSgd CLIENT = localSgd(0.1).epochs(2);

    private static Federation four() {
        return federation().rounds(4).client(CLIENT);
    }

    private static double distance(INDArray one, INDArray other) {
        return one.sub(other).norm2Number().doubleValue();
    }

    @Test
    void apflTrainsTheCommonModelAsWithoutIt() {
        Model normed = sequential(dense(6), batchNorm(), relu(), dense());
        for (Model model : List.of(mlp(5), normed)) {
            assertThat(four().cohort(3)
                            .personalize(apfl(0.25))
                            .train(model, ODD)
                            .fingerprint())
                    .isEqualTo(four().cohort(3).train(model, ODD).fingerprint());
        }
    }

    @Test
    void apflOfZeroIsTheCommonModel() {
        Run run = four().personalize(apfl(0).fixed()).train(mlp(5), ODD);
        for (String party : ODD.names()) {
            assertThat(run.party(party).fingerprint()).isEqualTo(run.fingerprint());
        }
    }

    @Test
    void apflOfOneTrainsAlone() {
        Run run = four().personalize(apfl(1).fixed()).train(mlp(5), ODD);
        Run alone = local().epochs(4).client(CLIENT).train(mlp(5), ODD);
        for (String party : ODD.names()) {
            INDArray own = alone.party(party).weights();
            assertThat(distance(run.party(party).weights(), own))
                    .isLessThan(1e-5 * own.norm2Number().doubleValue());
        }
    }

    @Test
    void theShareIsAColumnAndStaysWithinItsBounds() {
        Run run = four().personalize(apfl(0.25)).train(mlp(5), ODD);
        List<Double> shares = run.partyTable().doubleColumn("a").asList();
        assertThat(shares).hasSize(16).allMatch(a -> a >= 0 && a <= 1);
        // v and w begin alike, so that the first round teaches nothing of their shares
        assertThat(shares.subList(0, 4)).containsOnly(0.25);
        assertThat(shares.subList(4, 8)).doesNotContain(0.25);
        assertThat(four().personalize(apfl(0.25).fixed())
                        .train(mlp(5), ODD)
                        .partyTable()
                        .doubleColumn("a")
                        .unique()
                        .asDoubleArray())
                .containsExactly(0.25);
    }

    /** |x(lambda) - x of localSgd| falls as 1 / lambda. */
    @Test
    void pFedMeTendsToLocalSgdAsItsPullGrows() {
        Run sgd = four().train(logistic(), ODD);
        double at30 =
                distance(four().personalize(pFedMe(30)).train(logistic(), ODD).weights(), sgd.weights());
        double at300 =
                distance(four().personalize(pFedMe(300)).train(logistic(), ODD).weights(), sgd.weights());
        assertThat(at30)
                .isPositive()
                .isLessThan(0.1 * sgd.weights().norm2Number().doubleValue());
        assertThat(at30 / at300).isCloseTo(10, within(2.0));
    }

    @Test
    void perFedAvgWithAShortStepAheadIsLocalSgdOnEverySecondBatch() {
        // full batches: a step in two epochs
        LocalSgd whole = localSgd(0.1).batch(1000);
        Run ahead = federation()
                .rounds(3)
                .client(whole.epochs(4))
                .personalize(perFedAvg(1e-7))
                .train(logistic(), ODD);
        Run plain = federation().rounds(3).client(whole.epochs(2)).train(logistic(), ODD);
        assertThat(distance(ahead.weights(), plain.weights()))
                .isLessThan(1e-5 * plain.weights().norm2Number().doubleValue());
    }

    /** Hospitals of two or three kinds, each with a rule of its own for who is ill. */
    private static Parties planted(int kinds, int hospitals, int rows) {
        java.util.Random random = new java.util.Random(5);
        StringColumn where = StringColumn.create("hospital");
        DoubleColumn a = DoubleColumn.create("a");
        DoubleColumn b = DoubleColumn.create("b");
        StringColumn ill = StringColumn.create("ill");
        for (int i = 0; i < hospitals * rows; i++) {
            int hospital = i % hospitals;
            double first = random.nextGaussian();
            double second = random.nextGaussian();
            double[] score = {first, -first, second};
            where.append("h" + (10 + hospital)); // two digits, so that names keep the order
            a.append(first);
            b.append(second);
            ill.append(score[hospital % kinds] > 0 ? "yes" : "no");
        }
        return data(Table.create("planted", where, a, b, ill))
                .target("ill")
                .split(dev.parley.Partitions.byColumn("hospital"))
                .partyTest(0.3);
    }

    private static List<Double> clusters(Run run) {
        Table last = run.partyTable()
                .where(run.partyTable()
                        .intColumn("round")
                        .isEqualTo(run.rounds().size()));
        return last.doubleColumn("cluster").asList();
    }

    private static void findsKinds(Run run, int kinds) {
        List<Double> found = clusters(run);
        List<Double> first = found.subList(0, kinds);
        assertThat(first).doesNotHaveDuplicates();
        assertThat(found)
                .isEqualTo(IntStream.range(0, found.size())
                        .mapToObj(i -> first.get(i % kinds))
                        .toList());
        assertThat(run.personal().row(2).getDouble("accuracy")).isGreaterThan(0.95);
        assertThat(run.personal().row(1).getDouble("accuracy")).isLessThan(0.8);
    }

    @Test
    void ifcaFindsPlantedClusters() {
        Parties two = planted(2, 10, 60);
        Parties three = planted(3, 12, 60);
        for (long seed : new long[] {1, 2, 3}) {
            Federation plan = federation().client(localSgd(0.2).epochs(2)).seed(seed);
            findsKinds(plan.rounds(12).personalize(ifca(2)).train(softmax(), two), 2);
            findsKinds(plan.rounds(20).personalize(ifca(3)).train(softmax(), three), 3);
            findsKinds(plan.rounds(12).aggregate(median()).personalize(ifca(2)).train(mlp(6), two), 2);
            Run some = plan.rounds(25).cohort(5).personalize(ifca(2)).train(softmax(), two);
            assertThat(some.personal().row(2).getDouble("accuracy")).isGreaterThan(0.95);
        }
    }

    @Test
    void ifcaSendsAllItsModels() {
        Run one = four().train(mlp(5), ODD);
        Run three = four().personalize(ifca(3)).train(mlp(5), ODD);
        long model = 4L * one.weights().length();
        long more = three.table().longColumn("bytes down").get(0)
                - one.table().longColumn("bytes down").get(0);
        assertThat(more).isBetween(4 * 2 * model, 4 * (2 * model + 64));
        assertThat(three.table().columnNames()).contains("cluster 1 rows", "cluster 2 rows", "cluster 3 rows");
    }

    @Test
    void whatDoesNotGoTogetherIsRefusedBeforeTraining() {
        refused(
                () -> four().client(CLIENT.momentum(0.9))
                        .personalize(pFedMe(15))
                        .train(softmax(), ODD),
                "personalize(pFedMe(15)) has steps of its own in the client's place, with the rate, epochs and batch of"
                        + " localSgd(..) without momentum or weight decay, but the plan has"
                        + " client(localSgd(0.1).epochs(2).momentum(0.9)); use localSgd(0.1)");
        refused(
                () -> four().client(localAdam(0.01)).personalize(apfl(0.5)).train(softmax(), ODD),
                "personalize(apfl(0.5)) has steps of its own in the client's place, with the rate, epochs and batch of"
                        + " localSgd(..) without momentum or weight decay, but the plan has client(localAdam(0.01)); use"
                        + " localSgd(0.1)");
        refused(
                () -> four().server(fedAdam(0.05)).personalize(ifca(2)).train(softmax(), ODD),
                "personalize(ifca(2)) moves each of its models by its own update, but server(fedAdam(0.05)) moves one; leave"
                        + " server(..) out");
        refused(
                () -> four().aggregate(krum(0)).personalize(ifca(2)).train(softmax(), ODD),
                "personalize(ifca(2)) combines each of its models by itself, of as few as one update, but krum(0) needs 3;"
                        + " use median(), trimmedMean(b) or a mean");
        refused(
                () -> four().client(scaffold()).personalize(ifca(2)).train(softmax(), ODD),
                "personalize(ifca(2)) lets a party change its model from round to round, but client(scaffold()) goes on from"
                        + " one; use localSgd(..), localAdam(..) or fedProx(..)");
        refused(
                () -> four().client(localAdam(0.01).keepState())
                        .personalize(ifca(2))
                        .train(softmax(), ODD),
                "personalize(ifca(2)) lets a party change its model from round to round, but"
                        + " client(localAdam(0.01).keepState()) goes on with the moments of one; leave keepState() out");
        for (Aggregation rule : List.of(
                trust(ODD.dataset().test()), bucketing(2, trust(ODD.dataset().test())))) {
            refused(
                    () -> four().aggregate(rule).personalize(ifca(2)).train(softmax(), ODD),
                    "personalize(ifca(2)) combines each of its models by itself, but " + rule
                            + " works on the coordinator's rows with one; use median(), trimmedMean(b) or a mean");
        }
        refused(
                () -> four().aggregate(qFair(1)).personalize(ifca(2)).train(softmax(), ODD),
                "personalize(ifca(2)) combines each of its models by itself, but aggregate(qFair(q)) weighs the parties of"
                        + " one; use weightedMean()");
        refused(
                () -> four().keepBest("loss")
                        .personalize(ditto(0.5))
                        .train(
                                softmax(),
                                dataset("breast-cancer")
                                        .trainValidTest(0.6, 0.2)
                                        .split(4, iid())),
                "personalize(ditto(0.5)) ends with the models of the last round, but keepBest(\"loss\") keeps the common"
                        + " model of another; leave keepBest(..) out, or use stopWhen(..)");
        refused(() -> ifca(1), "ifca(k) needs at least 2 models, but 1 was given; with one it is federation()");
        refused(() -> apfl(1.5), "apfl(a) needs a share of 0 to 1, but 1.5 was given");
    }

    private static void refused(Runnable training, String message) {
        assertThatThrownBy(training::run).isInstanceOf(PlanException.class).hasMessage(message);
    }
}
