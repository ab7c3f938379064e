package dev.parley.plan;

import dev.parley.account.Account;
import dev.parley.account.Attended;
import dev.parley.account.Meter;
import dev.parley.aggregate.Mean;
import dev.parley.attack.Attacked;
import dev.parley.attack.Canaries;
import dev.parley.attack.Colluding;
import dev.parley.cohort.Everyone;
import dev.parley.cohort.Participation;
import dev.parley.cohort.Poisson;
import dev.parley.cohort.PowerOfChoice;
import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import dev.parley.filter.Filter;
import dev.parley.filter.Place;
import dev.parley.filter.Private;
import dev.parley.num.Layout;
import dev.parley.num.Role;
import dev.parley.privacy.AggregateNoise;
import dev.parley.privacy.CentralDp;
import dev.parley.privacy.Clip;
import dev.parley.privacy.Guarantee;
import dev.parley.secure.Secure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The check of a plan that protects somebody's privacy: whatever leaves a party is bounded and accounted, or is refused. */
final class PrivateCheck {
    private PrivateCheck() {}

    /**
     * The rest of the plan beside what protects.
     *
     * @param rows of the parties
     * @param known whether nothing is learned of the rows before training
     * @return what the user should know before the training
     * @throws PlanException where something would leave a party beside the account
     */
    static List<String> of(Plan plan, Program program, List<Integer> rows, boolean known) {
        if (plan.guarantees().isEmpty()) {
            if (plan.stopWhen().orElse(null) instanceof StopRule.Spent budget) {
                refuse("stopWhen(" + budget
                        + ") looks at the account of privacy, but nothing in the plan protects anybody; say"
                        + " privacy(centralDp(clip(1), noise(1.8))), for instance");
            }
            return List.of();
        }
        String asked = plan.guarantees().get(0) instanceof Guarantee how
                ? "privacy(" + how + ")"
                : "client(" + plan.client() + ")";
        if (!known) {
            refuse(
                    "features(standardized()) lets parties tell means and spreads of their columns in round 0, which no account"
                            + " counts, but " + asked
                            + " is to protect their rows; say ranges that are known to all, such as"
                            + " features(range(0, 1)) or features(ranges(\"age\", 0, 120, ..)), before the split");
        }
        tells(plan, asked);
        filters(program, asked);
        program.layout().slots().stream()
                .filter(slot -> slot.role() == Role.STATISTIC)
                .findFirst()
                .ifPresent(slot -> refuse(asked + " bounds what is learned, but the running statistics of "
                        + slot.name() + " are means of rows, sent as they are; take a model without batchNorm()"));
        List<String> notes = new ArrayList<>();
        for (Private each : plan.guarantees()) {
            if (each instanceof Guarantee how) {
                parties(plan, how, asked, rows.size());
                double cohort = plan.participation().expected(rows.size());
                notes.add(ratio(
                        how,
                        cohort,
                        numbers(program) * Math.max(1, plan.client().summed().size())));
            }
            if (each instanceof CentralDp && plan.aggregation() instanceof Secure) {
                notes.add(asked + " rests on parties that clip themselves, since " + plan.aggregation()
                        + " lets nobody clip again what arrives");
            }
        }
        Accounts accounts = Accounts.of(plan, rows);
        budget(plan, accounts, Attended.NOBODY);
        if (accounts.seeded()) {
            notes.add(Accounts.NOT_PRIVATE);
        } else {
            accounts.planned(plan.rounds()).forEach(account -> notes.addAll(planned(account)));
        }
        return notes;
    }

    private static long numbers(Program program) {
        return program.layout().spans(Role.LEARNED).stream()
                .mapToLong(Layout.Span::length)
                .sum();
    }

    /** Words by which parties tell of their rows beside updates. */
    private static void tells(Plan plan, String asked) {
        plan.evaluateParties()
                .ifPresent(every -> refuse("evaluateParties(" + every
                        + ") lets each party measure the model on its own rows," + " which no account counts, but "
                        + asked + " is to protect them; leave evaluateParties(..) out"));
        plan.personalization()
                .ifPresent(how -> refuse("personalize(" + how
                        + ") lets each party tell the scores of its own model, which no" + " account counts, but "
                        + asked + " is to protect its rows; leave personalize(..) out"));
        plan.classWeights()
                .ifPresent(how ->
                        refuse("classWeights(" + how + ") lets each party tell how many rows of each class it has,"
                                + " which no account counts, but " + asked
                                + " is to protect them; leave classWeights(..) out"));
        Participation who = plan.participation();
        if (who instanceof PowerOfChoice || who.byRows()) {
            refuse(said(who)
                    + " draws parties by what they tell of their rows, which no account counts, but " + asked
                    + " is to protect them; take poisson(q)");
        }
    }

    /** Filters that may send what is neither clipped nor accounted. */
    private static void filters(Program program, String asked) {
        for (Filter filter : program.filters()) {
            boolean known = filter instanceof Private
                    || filter.keepsAllAtHome()
                    || filter instanceof Clip
                    || filter instanceof AggregateNoise
                    || filter instanceof Attacked
                    || filter instanceof Colluding
                    || filter instanceof Canaries
                    || filter.place() == Place.COMPRESS
                    || filter.place() == Place.MASK;
            if (!known) {
                refuse(filter.word() + "(" + filter
                        + ") may let a party send numbers that are neither clipped nor accounted," + " but " + asked
                        + " is to protect it; leave one of them out");
            }
        }
    }

    /** Checks what protects a party: everything is clipped together, and each counts the same. */
    private static void parties(Plan plan, Guarantee how, String asked, int found) {
        if (plan.kind() != Kind.FEDERATION) {
            refuse(asked + " protects one party among others, but " + plan.kind()
                    + "() is one owner's; use federation()");
        }
        if (plan.client().summed().isEmpty()) {
            refuse(asked + " clips all that a party sends as one vector, but " + plan.client()
                    + " also sends numbers, or has a second exchange, which the clip does not reach; use localSgd(0.1),"
                    + " localAdam(0.001), fedProx(mu), moon(mu) or scaffold()");
        }
        boolean secure = plan.aggregation() instanceof Secure sum && sum.rule() instanceof Mean;
        if (!(plan.aggregation() instanceof Mean) && !secure) {
            refuse(asked + " bounds one party's part in a plain sum, but " + plan.aggregation() + " "
                    + (plan.aggregation().getClass().getSimpleName().equals("WeightedMean")
                            ? "counts a party by its rows, so that its part is not bounded"
                            : "is none")
                    + "; say aggregate(mean()) or aggregate(secure(mean()))");
        }
        how.objection(plan.rounds(), plan.participation(), found).ifPresent(PrivateCheck::refuse);
        if (!(how instanceof CentralDp central)) {
            return;
        }
        Participation who = plan.participation();
        if (!(who instanceof Poisson) && !(who instanceof Everyone)) {
            refuse(asked + " has an account of parties that are each drawn by themselves, but " + said(who)
                    + " does not draw so; say participation(poisson(" + Check.text(share(who.expected(found) / found))
                    + ")), or let all take part");
        }
        plan.minParties()
                .ifPresent(least -> refuse("minParties(" + least + ") ends the training by how many came, but " + asked
                        + " keeps that secret; leave minParties(..) out"));
        double cohort = who.expected(found);
        if (!central.holds(cohort)) {
            refuse(asked + " counts those within the clip norm with noise of " + Check.text(share(cohort / 20))
                    + ", 1/20 of the " + Check.text(share(cohort))
                    + " parties that a round expects, which alone spends more than "
                    + central.noise() + "; let more than "
                    + Check.text(Math.ceil(10 * central.noise().multiplier()))
                    + " parties take part, or take a fixed clip(c)");
        }
        if (secure && who instanceof Poisson poisson && mayBeFew(plan.rounds(), found, poisson.q())) {
            refuse(asked + " is to add noise to every sum, but " + plan.aggregation() + " opens none of fewer than "
                    + Secure.LEAST + " parties, and poisson(" + Check.text(poisson.q()) + ") draws so few of " + found
                    + " too often; let more take part, or take aggregate(mean())");
        }
    }

    /** Tells whether a round of a training has fewer parties than a sum opens, or just as many, with a probability above 1e-12. */
    private static boolean mayBeFew(int rounds, int n, double q) {
        double chance = 0;
        double term = Math.exp(n * Math.log1p(-q));
        for (int k = 0; k <= Secure.LEAST; k++) {
            chance += term;
            term *= (n - k) / (k + 1.0) * q / (1 - q);
        }
        return rounds * chance > 1e-12;
    }

    private static double share(double exact) {
        return Math.round(exact * 1e4) / 1e4;
    }

    private static String ratio(Guarantee how, double cohort, long numbers) {
        return String.format(
                Locale.ROOT,
                "%s: the noise in a round's mean has %.2f times the norm that clipped updates can come to (%,d numbers, %s"
                        + " parties)%s",
                how,
                how.ratio(cohort, numbers),
                numbers,
                Check.text(share(cohort)),
                how.ratio(cohort, numbers) > 2 ? "; more parties, or a smaller model, would learn better" : "");
    }

    private static List<String> planned(Account account) {
        List<String> said = new ArrayList<>();
        said.add(String.format(
                Locale.ROOT,
                "privacy of one %s: at most epsilon %.2f at %s against readers of the model after all rounds, %s",
                account.unit(),
                account.readers().pld(account.delta()).high(),
                account.delta(),
                account.open().isEmpty()
                        ? String.format(
                                Locale.ROOT,
                                "%.2f against the coordinator",
                                account.coordinator().pld(account.delta()).high())
                        : "no guarantee against the coordinator"));
        said.addAll(account.warnings());
        return Collections.unmodifiableList(said);
    }

    /** A budget that lets no round, or no further one, be trained. */
    static void budget(Plan plan, Accounts accounts, Attended attended) {
        if (plan.stopWhen().orElse(null) instanceof StopRule.Spent budget) {
            double next = accounts.afterNext(attended, new Meter());
            if (next > budget.most().value()) {
                refuse(String.format(
                        Locale.ROOT,
                        "stopWhen(%s) allows no %sround, after which epsilon would be %.2f; take more noise, or a plan with a"
                                + " larger epsilon",
                        budget,
                        attended.rounds() == 0 ? "" : "further ",
                        next));
            }
        }
    }

    private static void refuse(String message) {
        throw new PlanException(message);
    }

    /** The step of the plan that said it; a share and a count print their step themselves. */
    private static String said(Participation who) {
        String text = who.toString();
        boolean isStep = text.startsWith("participation(") || text.startsWith("cohort(");
        return isStep ? text : "participation(" + text + ")";
    }
}
