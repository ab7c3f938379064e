package dev.parley.privacy;

import dev.parley.account.BinaryTree;
import dev.parley.account.Charge;
import dev.parley.account.CorrelatedGaussian;
import dev.parley.account.Noise;
import dev.parley.account.Presence;
import dev.parley.account.Spending;
import dev.parley.account.Toeplitz;
import dev.parley.account.Unit;
import dev.parley.cohort.Everyone;
import dev.parley.cohort.Participation;
import dev.parley.cohort.RoundRobin;
import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import dev.parley.file.Added;
import dev.parley.filter.Answer;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.filter.Setting;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.num.CipherRandom;
import dev.parley.num.GridNoise;
import dev.parley.num.ParamVector;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Differential privacy of a party by noise that is correlated over rounds: DP-FTRL with a banded matrix (Kairouz et al., ICML
 * 2021; Choquette-Choo et al., NeurIPS 2023).
 *
 * <p>A round's step is (sum of clipped updates + n_t) / m with n_t = z_t - sum over j = 1 .. b - 1 of c(j) n_(t-j), where z_t is
 * N(0, (z c)^2) and c(j) = binom(2j, j) / 4^j ({@link Toeplitz}): so C n = z, and the noise of the model after many rounds is
 * less than that of independent draws. One party changes C times the updates by c times the sensitivity of C for k rounds that
 * lie b apart; no secret draw of the cohort is needed. Costs b axpys a round, and 4 b bytes a number at the coordinator, kept in
 * its vault and in no file.
 *
 * @param clip c
 * @param noise z
 * @param separation b, the least number of rounds from one round of a party to its next; 0 where not said yet
 * @param most k, the most rounds of a party; 0 where not said yet
 * @param isTree whether past noise is kept in a binary tree instead
 * @param seeded whether noise repeats with the plan's seed, for tests: nobody is protected then
 * @param sent the names of vectors that the client sends, once settled
 */
public record DpFtrl(
        Clip clip,
        Noise noise,
        int separation,
        int most,
        boolean isTree,
        @Added boolean seeded,
        @Added List<String> sent)
        implements Guarantee {
    private static final String ROUNDS = "rounds";

    public DpFtrl {
        sent = List.copyOf(sent);
    }

    /** Without what has to be said yet. */
    public DpFtrl(Clip clip, Noise noise) {
        this(clip, noise, 0, 0, false);
    }

    /** With noise that nobody can repeat. */
    public DpFtrl(Clip clip, Noise noise, int separation, int most, boolean isTree) {
        this(clip, noise, separation, most, isTree, false);
    }

    /** Not settled yet. */
    public DpFtrl(Clip clip, Noise noise, int separation, int most, boolean isTree, boolean seeded) {
        this(clip, noise, separation, most, isTree, seeded, List.of());
    }

    /**
     * Says how many rounds a party's rounds lie apart at least: the bands of the matrix.
     *
     * @param b at least 1, else a PlanException; 1 is noise that is not correlated
     */
    public DpFtrl minSeparation(int b) {
        Check.atLeastOne("dpFtrl(..).minSeparation(b)", b);
        return new DpFtrl(clip, noise, b, most, isTree, seeded, sent);
    }

    /** Keeps past noise in a binary tree over rounds: log2 of their number of vectors, and not b - 1, at more noise. */
    public DpFtrl tree() {
        return new DpFtrl(clip, noise, separation, most, true, seeded, sent);
    }

    /**
     * Says in how many rounds a party takes part at most.
     *
     * @param k at least 1, else a PlanException
     */
    public DpFtrl participations(int k) {
        Check.atLeastOne("dpFtrl(..).participations(k)", k);
        return new DpFtrl(clip, noise, separation, k, isTree, seeded, sent);
    }

    @Override
    public Filter settled(Setting setting) {
        TreeSet<String> names = setting.work()
                .map(work -> new TreeSet<>(work.client().summed()))
                .orElse(new TreeSet<>());
        return new DpFtrl(clip, noise, separation, most, isTree, seeded, List.copyOf(names));
    }

    @Override
    public DpFtrl seededForTests() {
        return new DpFtrl(clip, noise, separation, most, isTree, true, sent);
    }

    @Override
    public Unit unit() {
        return Unit.PARTY;
    }

    @Override
    public Charge charge(Presence party) {
        String open = "it sees updates, or with secure(mean()) their sum, before noise is added";
        if (party.present() == 0) {
            return Charge.open(Spending.NOTHING, open);
        }
        int apart = Math.max(1, separation);
        int times = Math.min(party.present(), Math.max(1, most));
        double sensitivity = isTree
                ? new BinaryTree(party.rounds()).sensitivity(apart, times)
                : Toeplitz.full(apart).sensitivity() * Math.sqrt(times);
        return Charge.open(Spending.NOTHING.and(new CorrelatedGaussian(noise.multiplier(), sensitivity)), open);
    }

    @Override
    public double ratio(double cohort, long numbers) {
        return noise.multiplier() * Math.sqrt((double) numbers) / cohort;
    }

    @Override
    public Optional<String> objection(int rounds, Participation who, int parties) {
        if (separation == 0 || most == 0) {
            return Optional.of(
                    this + " has an account of parties whose rounds lie apart and are few, but does not say how;"
                            + " say .minSeparation(b).participations(k), such as minSeparation(10).participations(2) for"
                            + " 20 rounds of roundRobin(n / 10)");
        }
        if (!(who instanceof RoundRobin) && !(who instanceof Everyone)) {
            return Optional.of(this + " needs rounds of a party that lie " + separation + " apart, but participation("
                    + who + ") keeps no distance; say participation(roundRobin(m))");
        }
        int apart = Math.max(1, (int) Math.floor(parties / who.expected(parties)));
        if (apart < separation) {
            return Optional.of(this + " needs rounds of a party that lie " + separation + " apart, but participation("
                    + who + ") of " + parties + " parties comes back after " + apart + "; say minSeparation(" + apart
                    + "), or let fewer take part");
        }
        int times = (rounds + apart - 1) / apart;
        return times <= most
                ? Optional.empty()
                : Optional.of(this + " has an account of at most " + most + " rounds of a party, but in " + rounds
                        + " rounds of participation(" + who + ") there may be " + times + "; say participations("
                        + times
                        + "), or rounds(" + most * apart + ")");
    }

    @Override
    public Update atParty(Broadcast from, PartySide here, Answer inner) {
        return Clipping.clipped(inner.to(from, here), clip.norm());
    }

    @Override
    public Update arrived(Update one, CoordinatorSide here) {
        return Clipping.clipped(one, clip.norm());
    }

    @Override
    public Aggregate atCoordinator(Broadcast to, CoordinatorSide here, Exchange inner) {
        int done = (int) here.vault().number(ROUNDS, 0);
        if (done != (int) here.memory().number(ROUNDS, 0)) {
            throw new PlanException(
                    this + " takes back noise of earlier rounds, which is in no file, so that this training"
                            + " cannot go on where it was stopped; train it anew, or take centralDp(" + clip + ", "
                            + noise + ")");
        }
        double cohort = here.expected();
        Aggregate all = inner.with(to);
        double came = all.from().size();
        Aggregate mean = all.standingFor(cohort);
        CipherRandom random = seeded
                ? CipherRandom.of(here.draws().named("noise", to.round()))
                : CipherRandom.secret(here.draws().secret());
        long numbers = (long) sent.size() * here.params().length();
        GridNoise fresh = new GridNoise(clip.norm(), noise.multiplier(), numbers, random);
        for (String name : sent) {
            ParamVector vector = mean.payload().hasVector(name)
                    ? mean.vector(name).scale(came / cohort)
                    : ParamVector.zeros(here.params().layout());
            try (ParamVector correlated = ParamVector.zeros(vector.layout())) {
                fresh.addTo(correlated);
                PastNoise past = new PastNoise(name, here.vault());
                if (isTree) {
                    past.tree(correlated, done);
                } else {
                    past.banded(correlated, done, separation);
                }
                vector.add(1 / cohort, correlated);
            }
            mean = mean.and(name, vector);
        }
        random.end();
        here.vault().put(ROUNDS, done + 1);
        here.memory().put(ROUNDS, done + 1);
        here.note("noise", fresh.sd() / cohort);
        return mean;
    }

    /** The same, whatever client it was settled for. */
    @Override
    public boolean equals(Object other) {
        return other instanceof DpFtrl same
                && same.clip.equals(clip)
                && same.noise.equals(noise)
                && same.separation == separation
                && same.most == most
                && same.isTree == isTree
                && same.seeded == seeded;
    }

    @Override
    public int hashCode() {
        return (clip.hashCode() * 31 + noise.hashCode()) * 31 + separation;
    }

    @Override
    public String toString() {
        return "dpFtrl(" + clip + ", " + noise + ")"
                + (separation == 0 ? "" : ".minSeparation(" + separation + ")")
                + (most == 0 ? "" : ".participations(" + most + ")")
                + (isTree ? ".tree()" : "")
                + (seeded ? ".seededForTests()" : "");
    }
}
