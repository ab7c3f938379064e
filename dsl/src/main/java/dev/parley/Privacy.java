package dev.parley;

import dev.parley.account.Account;
import dev.parley.account.Delta;
import dev.parley.account.Epsilon;
import dev.parley.account.EpsilonFor;
import dev.parley.account.Noise;
import dev.parley.account.NoiseFor;
import dev.parley.account.RoundsFor;
import dev.parley.data.Parties;
import dev.parley.example.Policy;
import dev.parley.privacy.AdaptiveClip;
import dev.parley.privacy.AggregateNoise;
import dev.parley.privacy.Bound;
import dev.parley.privacy.CentralDp;
import dev.parley.privacy.Clip;
import dev.parley.privacy.DpFtrl;
import dev.parley.privacy.LocalDp;
import dev.parley.privacy.NotPrivate;
import dev.parley.train.SpentOn;
import java.util.List;

/** Words for bounds and noise on what is sent, and for accounts of privacy: {@code epsilonFor(noise(1.1), delta(1e-5))}. */
public final class Privacy {
    private Privacy() {}

    /**
     * Bounds all that a party sends to a norm.
     *
     * <p>Vectors are scaled by min(1, c / norm), where the norm is over the learned arrays of all of them together; the
     * coordinator clips again what arrives. Alone it protects nobody: no privacy is claimed.
     *
     * <p>Example: {@code federation().filter(clip(1.0)).train(logistic(), hospitals)}
     *
     * @param norm c, above 0, in the unit of an update
     * @throws dev.parley.fault.PlanException for another norm
     */
    public static Clip clip(double norm) {
        return new Clip(norm);
    }

    /**
     * Clips at a norm that follows a quantile of the updates' norms, learned privately: for {@code centralDp}.
     *
     * <p>Each party tells whether its update is within the norm, with noise on the count, which the account has; the norm grows
     * where fewer than the share are within it (Andrew et al., NeurIPS 2021). {@code .rate(0.2)} are its steps, {@code
     * .from(0.1)} the norm of the first round. A round has to expect more than 10 z parties.
     *
     * <p>Example: {@code centralDp(adaptiveClip(0.5), noise(1.8))}
     *
     * @param share of parties that is to be within the norm; 0.5 for the median
     * @throws dev.parley.fault.PlanException for another share
     */
    public static AdaptiveClip adaptiveClip(double share) {
        return new AdaptiveClip(share);
    }

    /**
     * Protects each party against all who see the models: clips updates, and adds noise to their sum at the coordinator.
     *
     * <p>The sum is divided by how many parties a round expects. {@code participation(poisson(q))} draws the cohort secretly, which
     * makes epsilon smaller; without it all take part. The coordinator is trusted: the account says so.
     * {@code .seededForTests()} repeats with the plan's seed, and protects nobody.
     *
     * <p>Example: {@code federation().participation(poisson(0.1)).aggregate(mean()).privacy(centralDp(clip(1.0), noise(1.8)))}
     *
     * @param clip the norm, {@code clip(c)} or {@code adaptiveClip(share)}
     * @param noise multiplier: standard deviation of the noise on the sum over the norm
     */
    public static CentralDp centralDp(Bound clip, Noise noise) {
        return new CentralDp(clip, noise);
    }

    /**
     * Protects each party against everybody, the coordinator too: each clips its update and adds noise itself.
     *
     * <p>Each update is (epsilon, delta)-private, and the account composes the rounds in which a party takes part. The noise is much
     * larger than that of {@code centralDp}: it needs thousands of parties. {@code .seededForTests()} protects nobody.
     *
     * <p>Example: {@code federation().aggregate(mean()).privacy(localDp(clip(1.0), epsilon(2), delta(1e-5)))}
     *
     * @param clip the norm
     * @param epsilon of one update
     * @param delta of one update
     */
    public static LocalDp localDp(Clip clip, Epsilon epsilon, Delta delta) {
        return new LocalDp(clip, epsilon, delta);
    }

    /**
     * Agrees to noise that repeats with the plan's seed: a private run is then replayed as a test, which protects nobody.
     *
     * <p>Example: {@code replay("runs/private.json", notPrivate())}
     */
    public static NotPrivate notPrivate() {
        return new NotPrivate();
    }

    /**
     * The account of all private trainings of this process on the same parties, one after the other: what they spend adds up.
     *
     * <p>The split itself is meant, as it was trained on: splitting the data again makes other parties.
     *
     * <p>Example: {@code account(hospitals)}
     *
     * @param parties that were trained on
     * @return an account for each protected unit
     * @throws dev.parley.fault.PlanException where there was no private training on them
     */
    public static List<Account> account(Parties parties) {
        return SpentOn.accounts(parties);
    }

    /**
     * Adds Gaussian noise to the combined update, at the coordinator.
     *
     * <p>Each learned number gets a draw of N(0, sd^2), which repeats with the plan's seed: no privacy is claimed.
     *
     * <p>Example: {@code federation().filter(clip(1.0)).filter(aggregateNoise(0.01)).train(logistic(), hospitals)}
     *
     * @param sd standard deviation, above 0, in the unit of the combined update
     * @throws dev.parley.fault.PlanException for another deviation
     */
    public static AggregateNoise aggregateNoise(double sd) {
        return new AggregateNoise(sd);
    }

    /**
     * Protects a party by noise that is correlated over rounds, so that later noise takes earlier noise back: DP-FTRL. No secret
     * draw of the cohort is needed.
     *
     * <p>Kairouz et al., ICML 2021; Choquette-Choo et al., NeurIPS 2023. A party's rounds have to lie at least b apart,
     * {@code .minSeparation(b)}, and there are at most k of them, {@code .participations(k)}: {@code participation(roundRobin(m))}
     * keeps that. The coordinator keeps the noise of the last b - 1 rounds in memory and in no file: such a training does not go
     * on in another process.
     *
     * <p>Example: {@code federation().rounds(20).aggregate(mean()).participation(roundRobin(10))
     * .privacy(dpFtrl(clip(1), noise(4)).minSeparation(10).participations(2))}
     *
     * @param clip c, the most that a party's update may be
     * @param noise z, over c: of the noise that is drawn in each round before it is correlated
     */
    public static DpFtrl dpFtrl(Clip clip, Noise noise) {
        return new DpFtrl(clip, noise);
    }

    /**
     * A party's egress contract, which allows all until clauses are said: {@code .minRows(n)}, {@code .steps(..)},
     * {@code .clipAtMost(c)}, {@code .onlySecure()}, {@code .withoutMetrics()}, {@code .epsilonAtMost(e)}.
     *
     * <p>The party checks it on its own side, on every engine, before anything leaves. A refusal is a row of
     * {@code run.partyTable()} with its reason, and the run goes on with the others.
     *
     * <p>Example: {@code hospitals.policy("party-3", policy().minRows(50).withoutMetrics())}
     */
    public static Policy policy() {
        return Policy.NONE;
    }

    /**
     * The noise multiplier z: the standard deviation of Gaussian noise over the most that one party or row changes a sum.
     *
     * <p>Example: {@code epsilonFor(noise(1.1), delta(1e-5)).rounds(100).sampling(0.1)}
     *
     * @param multiplier z, above 0
     * @throws dev.parley.fault.PlanException for another multiplier
     */
    public static Noise noise(double multiplier) {
        return new Noise(multiplier);
    }

    /**
     * The probability with which the bound of epsilon may fail. It should be well below 1 over the number of parties or
     * rows that are protected: a delta of 1 / n allows to publish one of n as a whole.
     *
     * <p>Example: {@code epsilonFor(noise(4), delta(1e-5)).rounds(20)}
     *
     * @param value above 0 and below 1
     * @throws dev.parley.fault.PlanException for another value
     */
    public static Delta delta(double value) {
        return new Delta(value);
    }

    /**
     * The bound on what one party or row changes: nothing that can be seen becomes more than e^epsilon times as likely.
     *
     * <p>Example: {@code noiseFor(epsilon(3), delta(1e-5)).rounds(100).sampling(0.1)}
     *
     * @param value above 0; 1 is strong, above 10 it means little
     * @throws dev.parley.fault.PlanException for another value
     */
    public static Epsilon epsilon(double value) {
        return new Epsilon(value);
    }

    /**
     * Asks which epsilon a noise keeps, and prints it by all accounts.
     *
     * <p>{@code .rounds(n)} counts rounds, {@code .sampling(q)} lets each party be drawn by itself with probability q in each,
     * {@code .allocation(k)} lets it take part in exactly k of them; without these it is one round in which all take part.
     * {@code .pld()} may be claimed and is the smallest, {@code .rdp()} is what most libraries print, {@code .rdp2017()} what
     * papers before 2020 printed. Formulas and sources are in docs/privacy.md.
     *
     * <p>Example: {@code epsilonFor(noise(1.1), delta(1e-5)).rounds(100).sampling(0.1).pld()}
     *
     * @param noise multiplier of each round
     * @param delta at which epsilon is asked for
     */
    public static EpsilonFor epsilonFor(Noise noise, Delta delta) {
        return new EpsilonFor(noise, delta);
    }

    /**
     * Asks for the least noise that keeps an epsilon: {@code .pld()} and {@code .rdp()}.
     *
     * <p>{@code .rounds(n)}, {@code .sampling(q)} and {@code .allocation(k)} as with {@code epsilonFor}.
     *
     * <p>Example: {@code noiseFor(epsilon(3), delta(1e-5)).rounds(100).sampling(0.1)}
     *
     * @param epsilon to be kept
     * @param delta at which
     */
    public static NoiseFor noiseFor(Epsilon epsilon, Delta delta) {
        return new NoiseFor(epsilon, delta);
    }

    /**
     * Asks for the most rounds that keep an epsilon: {@code .pld()} and {@code .rdp()}.
     *
     * <p>{@code .noise(z)} is needed; without {@code .sampling(q)} all take part in each round.
     *
     * <p>Example: {@code roundsFor(epsilon(3), delta(1e-5)).noise(1.1).sampling(0.1)}
     *
     * @param epsilon to be kept
     * @param delta at which
     */
    public static RoundsFor roundsFor(Epsilon epsilon, Delta delta) {
        return new RoundsFor(epsilon, delta);
    }
}
