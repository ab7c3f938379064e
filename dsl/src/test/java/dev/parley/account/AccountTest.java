package dev.parley.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.fault.PlanException;
import dev.parley.file.RecordJson;
import org.junit.jupiter.api.Test;

/** Accounts and questions: what they say, and what they refuse. */
class AccountTest {
    private static final Delta DELTA = new Delta(1e-5);

    /** The conversion of order 1024 alone comes to 0.0035 at this delta, whatever the noise. */
    @Test
    void anEpsilonBelowWhatOrdersReachHasNoBoundByThem() {
        NoiseFor asked = new NoiseFor(new Epsilon(0.003), new Delta(1e-5));
        assertThat(asked.rdp()).isInfinite();
        assertThat(asked.pld()).isEqualTo(1 / AnalyticGaussian.mu(0.003, 1e-5));
        assertThat(asked.toString()).containsPattern("RDP +no bound  Renyi, conversion of 2020");
        NoiseFor drawn = asked.sampling(0.5);
        assertThat(drawn.pld()).isLessThan(drawn.unamplified()).isGreaterThan(drawn.unamplified() / 4);
        assertThat(new EpsilonFor(new Noise(drawn.pld()), new Delta(1e-5))
                        .sampling(0.5)
                        .pld())
                .isLessThanOrEqualTo(0.003);
    }

    @Test
    void anAnswerPrintsAllAccounts() {
        assertThat(new EpsilonFor(new Noise(1.1), DELTA).rounds(100).sampling(0.1))
                .hasToString("""
                epsilon for noise(1.1) at delta(1e-5): 100 rounds, each unit drawn with probability 0.1
                  PLD           5.9127  privacy loss distribution: what may be claimed; not less than 5.9126
                  RDP           6.6137  Renyi of order 3.6, conversion of 2020
                  RDP 2017      7.4186  Renyi, as papers before 2020 converted it
                  no draws     79.2755  if it were known who takes part when
                  zCDP         83.0720  zero-concentrated, if it were known who takes part when""");
    }

    @Test
    void withoutSamplingItSaysSo() {
        assertThat(new EpsilonFor(new Noise(1), DELTA).rounds(20)).hasToString("""
                epsilon for noise(1) at delta(1e-5): 20 rounds, each unit in every one: no sampling was given, so nothing is amplified
                  PLD          28.3735  privacy loss distribution: exact
                  RDP          30.1266  Renyi of order 2, conversion of 2020
                  RDP 2017     31.4663  Renyi, as papers before 2020 converted it
                  zCDP         30.1109  zero-concentrated
                Above epsilon 10 the guarantee means little.""");
    }

    @Test
    void noiseThatIsFoundKeepsTheEpsilon() {
        NoiseFor asked = new NoiseFor(new Epsilon(3), DELTA).rounds(100).sampling(0.1);
        assertThat(asked).hasToString("""
                noise for epsilon(3) at delta(1e-5): 100 rounds, each unit drawn with probability 0.1
                  PLD           1.6747  privacy loss distribution: enough
                  RDP           1.7962  Renyi, conversion of 2020
                  no draws     13.9060  if it were known who takes part when""");
        double z = asked.pld();
        assertThat(new EpsilonFor(new Noise(z), DELTA).rounds(100).sampling(0.1).pld())
                .isLessThanOrEqualTo(3)
                .isGreaterThan(2.998);
        assertThat(new EpsilonFor(new Noise(asked.unamplified()), DELTA)
                        .rounds(100)
                        .pld())
                .isCloseTo(3, within(1e-9));
    }

    @Test
    void roundsThatAreFoundAreTheMost() {
        RoundsFor asked = new RoundsFor(new Epsilon(3), DELTA).noise(1.1).sampling(0.1);
        assertThat(asked).hasToString("""
                rounds for epsilon(3) at delta(1e-5): noise(1.1), each unit drawn with probability 0.1
                  PLD               20  privacy loss distribution
                  RDP               12  Renyi, conversion of 2020""");
        EpsilonFor one = new EpsilonFor(new Noise(1.1), DELTA).sampling(0.1);
        assertThat(one.rounds(20).pld()).isLessThanOrEqualTo(3);
        assertThat(one.rounds(21).pld()).isGreaterThan(3);
        assertThat(one.rounds(12).rdp()).isLessThanOrEqualTo(3);
        assertThat(one.rounds(13).rdp()).isGreaterThan(3);
        assertThat(new RoundsFor(new Epsilon(0.1), DELTA).noise(0.5).pld()).isZero();
        assertThat(new RoundsFor(new Epsilon(1), DELTA))
                .hasToString(
                        "rounds for epsilon(1) at delta(1e-5): the noise of a round is still to be said, .noise(1.1)");
    }

    @Test
    void anAccountHasTwoLines() {
        Account account = Account.of("party", 1000, DELTA)
                .openToCoordinator("it sees each update before the noise")
                .and(new SampledGaussian(1.8, 0.1, 19), new SampledGaussian(1.8, 1, 19))
                .and(new SampledGaussian(1.8, 0.1, 1), new SampledGaussian(1.8, 1, 1));
        assertThat(account).hasToString("""
                privacy of one party of 1,000, there or not, at delta(1e-5)
                  against readers of the model: epsilon 1.2609 by PLD, 1.4460 by RDP (20 rounds of noise(1.8), drawn with probability 0.1)
                  against the coordinator: no guarantee, since it sees each update before the noise""");
        assertThat(account.warnings()).isEmpty();
    }

    @Test
    void anAccountAgainstTheCoordinatorHasNoAmplification() {
        Account account = Account.of("row", 100_000, new Delta(1e-5))
                .and(new SampledGaussian(1, 0.1, 20), new SampledGaussian(1, 1, 20));
        assertThat(account.readers().pld(DELTA).high()).isLessThan(4);
        assertThat(account.coordinator().pld(DELTA).high()).isCloseTo(28.373474, within(1e-6));
        assertThat(account.warnings())
                .containsExactly(
                        "delta(1e-5) is not below 1 / 100,000: it allows to publish one row as a whole; take a "
                                + "smaller delta.");
    }

    @Test
    void aMeterCountsRoundsAsTheAccountDoes() {
        Meter meter = new Meter();
        Spending spent = Spending.NOTHING;
        assertThat(meter.epsilon(spent, DELTA)).isZero();
        for (int round = 1; round <= 5; round++) {
            spent = spent.and(new SampledGaussian(1.1, 0.1, 1));
            assertThat(meter.epsilon(spent, DELTA)).isCloseTo(spent.rdp(DELTA).epsilon(), within(1e-12));
        }
        Spending both = spent.and(new CorrelatedGaussian(8, 2));
        assertThat(meter.epsilon(both, DELTA)).isCloseTo(both.rdp(DELTA).epsilon(), within(1e-12));
        assertThat(spent.mechanisms()).containsExactly(new SampledGaussian(1.1, 0.1, 5));
    }

    @Test
    void anAccountIsReadBackFromJson() {
        Account account = Account.of("party", 1000, DELTA)
                .and(new SampledGaussian(1.8, 0.1, 19), new AllocatedGaussian(1.8, 2, 19))
                .and(new CorrelatedGaussian(4, 2), new CorrelatedGaussian(4, 2));
        assertThat(RecordJson.read(Account.class, RecordJson.write(account), "account"))
                .isEqualTo(account);
    }

    @Test
    void questionsRefuseWhatIsNone() {
        EpsilonFor asked = new EpsilonFor(new Noise(1), DELTA).rounds(10);
        assertRefused(() -> new Noise(0), "noise(z) needs a number above 0, but 0 was given; take one such as 0.1");
        assertRefused(
                () -> new Delta(1),
                "delta(d) needs a number above 0 and below 1, but 1 was given; take one below 1 over the number of parties, "
                        + "such as 1e-5");
        assertRefused(
                () -> new Epsilon(-1), "epsilon(e) needs a number above 0, but -1 was given; take one such as 0.1");
        assertRefused(() -> asked.rounds(0), "rounds(n) needs at least 1, but 0 was given; take 1 or more");
        assertRefused(
                () -> asked.sampling(1.5),
                "sampling(q) needs a probability above 0 and at most 1, but 1.5 was given; take the share of parties that a "
                        + "round expects, such as 0.1");
        assertRefused(
                () -> asked.allocation(11),
                "allocation(k) needs a number of rounds from 1 to all 10, but 11 was given; take the number in which each "
                        + "party takes part");
        assertRefused(
                () -> asked.sampling(0.1).allocation(2),
                "allocation(k) and sampling(q) both say who takes part; take one of them");
        assertRefused(
                () -> asked.orders(1, 3),
                "orders need numbers above 1 and of at most a million, but (1, 2, 3) was given; take orders(2, 32)");
        assertRefused(
                () -> new RoundsFor(new Epsilon(1), DELTA).pld(),
                "roundsFor(epsilon, delta) needs the noise of a round, but none was given; add .noise(1.1)");
    }

    private static void assertRefused(Runnable asked, String message) {
        assertThatThrownBy(asked::run).isInstanceOf(PlanException.class).hasMessage(message);
    }
}
