package dev.parley.audit;

import dev.parley.account.Account;
import dev.parley.account.Unit;
import dev.parley.attack.Canaries;
import dev.parley.num.ParamVector;
import dev.parley.run.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Audit of one training with canaries in it: the least epsilon that its model still allows, beside the account's.
 *
 * <p>A canary's score is the scalar product of its direction with the change of the model over all rounds. The k highest are
 * guessed to have been there and the k lowest not to, for k a half and an eighth of all; the larger bound counts, each with
 * half of what the confidence leaves (Bonferroni). A lower bound above the account's epsilon would prove an error in the
 * noise or in the account. A low one proves nothing: m canaries of which all are guessed right allow about log(m / 3.7).
 *
 * @param run with canaries in it
 * @param canaries how many
 * @param guesses of the better k, 2 k
 * @param right ones among these
 * @param delta of the account, or 0 where there is none
 * @param lower bound on epsilon, with a confidence of 95 %
 * @param upper bound by the account; infinite where nothing protects a party
 */
public record Audit(Run run, int canaries, int guesses, int right, double delta, double lower, double upper) {
    private static final double CONFIDENCE = 0.95;
    private static final int WAYS = 2;

    /** A canary and how much of it the model shows. */
    private record Scored(boolean in, double score) {}

    /**
     * Audits a finished training.
     *
     * @param run that was trained with the canaries
     * @param initial parameters before its first round
     */
    public static Audit of(Run run, Canaries canaries, ParamVector initial) {
        ParamVector change = run.parts().outcome().params().get(0).minus(initial);
        List<Scored> all = new ArrayList<>();
        for (String name : canaries.parties()) {
            ParamVector direction = canaries.direction(name, change.layout());
            all.add(new Scored(canaries.in(name), change.dot(direction)));
            direction.close();
        }
        all.sort(Comparator.comparingDouble(Scored::score));
        Optional<Account> account = account(run);
        double delta = account.map(one -> one.delta().value()).orElse(0.0);
        double upper = account.map(one -> one.readers().pld(one.delta()).high()).orElse(Double.POSITIVE_INFINITY);
        Audit few = guessed(run, all, Math.max(1, all.size() / 8), delta, upper);
        Audit half = guessed(run, all, Math.max(1, all.size() / 2), delta, upper);
        return few.lower > half.lower ? few : half;
    }

    private static Audit guessed(Run run, List<Scored> rising, int k, double delta, double upper) {
        int m = rising.size();
        int guesses = Math.min(m, 2 * k);
        int right = 0;
        for (int i = 0; i < guesses; i++) {
            boolean low = i < guesses / 2;
            Scored one = rising.get(low ? i : m - guesses + i);
            right += one.in != low ? 1 : 0;
        }
        double lower = OneRunBound.epsilon(m, guesses, right, delta, 1 - (1 - CONFIDENCE) / WAYS);
        return new Audit(run, m, guesses, right, delta, lower, upper);
    }

    private static Optional<Account> account(Run run) {
        return run.plan().guarantees().isEmpty()
                ? Optional.empty()
                : run.privacy().accounts().stream()
                        .filter(one -> one.unit().equals(Unit.PARTY.toString()))
                        .findFirst();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "audit of one party: %d of %d guesses about %d canaries are right; epsilon is at least %.2f (confidence"
                        + " 95 %%), and at most %s",
                right,
                guesses,
                canaries,
                lower,
                Double.isInfinite(upper)
                        ? "anything, since nothing in the plan protects a party"
                        : String.format(Locale.ROOT, "%.2f by the account (delta %s)", upper, delta));
    }
}
