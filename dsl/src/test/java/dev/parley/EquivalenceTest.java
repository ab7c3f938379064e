package dev.parley;

import static dev.parley.Clients.*;
import static dev.parley.Engines.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static dev.parley.Schedules.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.data.Parties;
import dev.parley.example.Examples;
import dev.parley.example.Party;
import dev.parley.model.Learner;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.run.Run;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentences that must come to the same parameters, to the bit or to a bound that is said. */
class EquivalenceTest {
    private final Parties hospitals = dataset("breast-cancer").split(4, dirichlet(0.5));

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void anyNumberOfThreadsGivesTheSameBits(int threads) {
        Federation plan =
                federation().rounds(5).client(localSgd(0.1).momentum(0.5)).seed(3);
        String one = plan.on(threads(1)).train(mlp(16, 8), hospitals).fingerprint();
        assertThat(plan.on(threads(threads)).train(mlp(16, 8), hospitals).fingerprint())
                .isEqualTo(one);
    }

    @Test
    void aRepeatedRunGivesTheSameBitsAndAnotherSeedOthers() {
        Federation plan = federation().rounds(3).participation(0.5);
        String first = plan.train(mlp(8), hospitals).fingerprint();
        assertThat(plan.train(mlp(8), dataset("breast-cancer").split(4, dirichlet(0.5)))
                        .fingerprint())
                .isEqualTo(first);
        assertThat(plan.seed(43).train(mlp(8), hospitals).fingerprint()).isNotEqualTo(first);
    }

    @Test
    void onePartyEqualsCentralized() {
        var data = dataset("breast-cancer");
        Run federated = federation().parties(1).rounds(6).train(logistic(), data);
        Run pooled = centralized().epochs(6).train(logistic(), data);
        Run alone = local().parties(1).epochs(6).train(logistic(), data);
        assertThat(federated.fingerprint()).isEqualTo(pooled.fingerprint());
        assertThat(alone.fingerprint()).isEqualTo(pooled.fingerprint());
    }

    @Test
    void sequentialDenseLayersEqualTheMultilayerPerceptron() {
        Federation plan = federation().rounds(2).seed(5);
        Run whole = plan.train(mlp(16, 8), hospitals);
        assertThat(plan.train(sequential(dense(16), relu(), dense(8), relu(), dense(2)), hospitals)
                        .fingerprint())
                .isEqualTo(whole.fingerprint());
        assertThat(plan.train(sequential(dense(16), relu(), flatten(), dense(8), relu(), dense()), hospitals)
                        .fingerprint())
                .isEqualTo(whole.fingerprint());
    }

    @Test
    void fedProxWithoutPullEqualsLocalSgd() {
        Run prox = federation().rounds(4).client(fedProx(0)).train(mlp(8), hospitals);
        Run sgd = federation().rounds(4).client(localSgd(0.1)).train(mlp(8), hospitals);
        assertThat(prox.fingerprint()).isEqualTo(sgd.fingerprint());
    }

    @Test
    void fedProxHoldsPartiesNearTheGlobalModel() {
        double free = norms(federation().rounds(1).train(logistic(), hospitals));
        double held = norms(federation().rounds(1).client(fedProx(5)).train(logistic(), hospitals));
        assertThat(held).isLessThan(0.9 * free);
    }

    private static double norms(Run run) {
        return run.partyTable().doubleColumn("delta norm").sum();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8})
    void pixelsThatABatchLeavesOutAreTheSameOnAnyNumberOfThreads(int threads) {
        Parties images = dataset("mnist").split(100, iid());
        Federation plan = federation()
                .rounds(2)
                .cohort(4)
                .client(localSgd(0.1).batch(10).momentum(0.5).weightDecay(0.001));
        Run one = plan.on(threads(1)).train(mlp(64), images);
        Run more = plan.on(threads(threads)).train(mlp(64), images);
        assertThat(more.fingerprint()).isEqualTo(one.fingerprint());
        assertThat(more.evaluation()).isEqualTo(one.evaluation());
    }

    @Test
    void plainMeanAndWeightedMeanAgreeOnEqualParties() {
        Parties equal = dataset("mnist").split(10, iid());
        Federation plan = federation().rounds(1).cohort(3).client(localSgd(0.1).batch(600));
        assertThat(plan.aggregate(mean()).train(softmax(), equal).fingerprint())
                .isEqualTo(
                        plan.aggregate(weightedMean()).train(softmax(), equal).fingerprint());
    }

    @Test
    void aLambdaThatSaysMeanEqualsMean() {
        Federation plan = federation().rounds(3);
        assertThat(plan.aggregate(updates -> updates.mean())
                        .train(logistic(), hospitals)
                        .fingerprint())
                .isEqualTo(plan.aggregate(mean()).train(logistic(), hospitals).fingerprint());
    }

    @Test
    void momentsThatPartiesKeepAreTheirOwnOnAnyNumberOfThreads() {
        Federation plan =
                federation().rounds(6).cohort(2).client(localAdam(0.01).keepState());
        String one = plan.on(threads(1)).train(mlp(8), hospitals).fingerprint();
        assertThat(plan.on(threads(3)).train(mlp(8), hospitals).fingerprint()).isEqualTo(one);
        assertThat(plan.client(localAdam(0.01)).train(mlp(8), hospitals).fingerprint())
                .isNotEqualTo(one);
    }

    /** Four workers with uneven rows, synchronised every step, against SGD on their batches taken together. */
    @Test
    void synchronisingEveryStepEqualsSgdOnTheWholeBatch() {
        int batch = 16;
        int epochs = 3;
        Run run = distributed()
                .workers(4)
                .epochs(epochs)
                .client(localSgd(0.1).batch(batch))
                .train(softmax(), dataset("wine"));
        Parties workers = run.parties();
        assertThat(workers.all().stream().map(Party::size).distinct().count()).isGreaterThan(1);

        ParamVector params = softmax().initial(workers.shape(), new Seed(42));
        Examples rows = workers.train();
        int most = workers.all().stream().mapToInt(Party::size).max().orElseThrow();
        try (Learner learner = softmax().open(workers.shape(), 4 * batch)) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                for (int at = 0; at < most; at += batch) {
                    int[] union = union(workers, epoch, at, batch);
                    learner.addGradient(rows, union, 0, union.length, -0.1, params, params);
                }
            }
        }
        float[] whole = params.toArray();
        float[] parts = run.weights().toFloatVector();
        for (int i = 0; i < whole.length; i++) {
            assertThat((double) parts[i]).isCloseTo(whole[i], within(2e-6));
        }
    }

    private static int[] union(Parties workers, int epoch, int at, int batch) {
        List<Integer> union = new ArrayList<>();
        for (Party worker : workers.all()) {
            int[] order = workers.deal(worker.index());
            new Seed(42).ofParty(worker.index()).at("order", epoch).shuffle(order);
            for (int i = at; i < Math.min(at + batch, order.length); i++) {
                union.add(order[i]);
            }
        }
        return union.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Rows are shuffled once an epoch, also where the epoch ends inside a round or a round inside an epoch. */
    @Test
    void fewerRoundsOfMoreStepsWithOneWorkerAreTheSameSteps() {
        Distributed plan = distributed().workers(1).epochs(3);
        Run every = plan.synchronize(everyStep()).train(softmax(), dataset("wine"));
        Run some = plan.synchronize(every(3)).train(softmax(), dataset("wine"));
        Run once = plan.synchronize(once()).train(softmax(), dataset("wine"));
        float[] expected = once.weights().toFloatVector();
        for (Run run : List.of(every, some)) {
            float[] actual = run.weights().toFloatVector();
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-5));
            }
        }
        assertThat(every.partyTable().doubleColumn("loss before").countMissing())
                .isZero();
        assertThat(every.partyTable().doubleColumn("loss after").countMissing())
                .isEqualTo(every.rounds().size());
        assertThat(some.partyTable().doubleColumn("loss after").countMissing()).isZero();
    }

    @Test
    void aScheduleOfOneChangesNothingAndACosineDoes() {
        Federation plan = federation().rounds(3);
        String constant = plan.client(localSgd(0.1).schedule(exponential(1)))
                .train(logistic(), hospitals)
                .fingerprint();
        assertThat(plan.train(logistic(), hospitals).fingerprint()).isEqualTo(constant);
        assertThat(plan.client(localSgd(0.1).schedule(cosine()))
                        .train(logistic(), hospitals)
                        .fingerprint())
                .isNotEqualTo(constant);
    }
}
