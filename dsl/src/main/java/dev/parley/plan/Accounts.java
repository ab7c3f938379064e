package dev.parley.plan;

import dev.parley.account.Account;
import dev.parley.account.Attended;
import dev.parley.account.Charge;
import dev.parley.account.Delta;
import dev.parley.account.Meter;
import dev.parley.account.MostSpent;
import dev.parley.account.Presence;
import dev.parley.account.Spending;
import dev.parley.account.Unit;
import dev.parley.cohort.Poisson;
import dev.parley.filter.Private;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A training's accounts of privacy, one for each protected unit: what its client and filters declare, for the parties that
 * have spent most.
 *
 * @param guarantees by which units are protected
 * @param sampling the probability with which a round draws each party secretly; 1 where nothing is drawn so
 * @param rows of the parties, by index
 */
public record Accounts(List<Private> guarantees, double sampling, List<Integer> rows) {
    /** Beginning of the names of columns of epsilon. */
    public static final String COLUMN = "epsilon";

    /** The mark of trainings whose noise repeats. */
    public static final String NOT_PRIVATE =
            "not private: cohorts and noise repeat with the plan's seed, which is public";

    /** None. */
    public static final Accounts NONE = new Accounts(List.of(), 1, List.of());

    public Accounts {
        guarantees = List.copyOf(guarantees);
        rows = List.copyOf(rows);
    }

    /** Those of a plan. */
    public static Accounts of(Plan plan, List<Integer> rows) {
        return new Accounts(plan.guarantees(), plan.participation() instanceof Poisson poisson ? poisson.q() : 1, rows);
    }

    /** Tells whether there are none, since nothing protects anybody. */
    public boolean isEmpty() {
        return guarantees.isEmpty();
    }

    /** Tells whether noise repeats with the plan's seed, so that nobody is protected. */
    public boolean seeded() {
        return guarantees.stream().anyMatch(Private::seeded);
    }

    /** The accounts after some rounds, at the delta that suits the number of units where none is given. */
    public List<Account> after(Attended attended, Optional<Delta> delta) {
        return after(attended, delta, new Meter());
    }

    private List<Account> after(Attended attended, Optional<Delta> delta, Meter meter) {
        List<Account> all = new ArrayList<>();
        for (Unit unit : Unit.values()) {
            if (guarantees.stream().anyMatch(each -> each.unit() == unit)) {
                Delta at = delta.orElse(delta(unit));
                all.add(Account.of(unit, units(unit), at, worst(unit, attended, at, meter), neighbors(unit)));
            }
        }
        return all;
    }

    /** The accounts after so many rounds, of parties that take part in each. */
    public List<Account> planned(int rounds) {
        List<Integer> all = Collections.nCopies(rows.size(), rounds);
        return after(new Attended(rounds, all, all), Optional.empty());
    }

    /**
     * The accounts of several trainings on the same parties, which compose.
     *
     * @param all of each training
     * @param attended by index of the trainings
     */
    public static List<Account> together(List<Accounts> all, List<Attended> attended) {
        Meter meter = new Meter();
        List<Account> composed = new ArrayList<>();
        Accounts any = all.get(0);
        for (Unit unit : Unit.values()) {
            List<Charge> charges = IntStream.range(0, any.rows.size())
                    .mapToObj(party -> IntStream.range(0, all.size())
                            .mapToObj(training -> all.get(training).charge(unit, party, attended.get(training)))
                            .reduce(Charge.same(Spending.NOTHING), Charge::and))
                    .toList();
            String neighbors = all.stream()
                    .map(each -> each.neighbors(unit))
                    .filter(words -> !words.isEmpty())
                    .distinct()
                    .collect(Collectors.joining(", and "));
            if (!neighbors.isEmpty()) {
                Delta delta = any.delta(unit);
                composed.add(Account.of(unit, any.units(unit), delta, most(charges, delta, meter), neighbors));
            }
        }
        return composed;
    }

    private Charge charge(Unit unit, int party, Attended attended) {
        return charge(unit, attended.of(party, rows.get(party), sampling));
    }

    private Charge charge(Unit unit, Presence party) {
        return guarantees.stream()
                .filter(each -> each.unit() == unit)
                .map(each -> each.charge(party))
                .reduce(Charge.same(Spending.NOTHING), Charge::and);
    }

    /** Epsilon against readers of the model, by Renyi divergences, in a column for each unit. */
    public SortedMap<String, Double> epsilons(Attended attended, Meter meter) {
        SortedMap<String, Double> all = new TreeMap<>();
        List<Account> accounts = after(attended, Optional.empty(), meter);
        for (Account each : accounts) {
            String name = COLUMN + (accounts.size() > 1 ? " of a " + each.unit() : "");
            all.put(name + (seeded() ? " (not private)" : ""), meter.epsilon(each.readers(), each.delta()));
        }
        return all;
    }

    /** The largest epsilon against readers of the model, if one more round follows in which all take part. */
    public double afterNext(Attended attended, Meter meter) {
        List<Presence> now = IntStream.range(0, rows.size())
                .mapToObj(party -> attended.of(party, 0, 1))
                .toList();
        Attended next = new Attended(
                attended.rounds() + 1,
                now.stream().map(party -> party.present() + 1).toList(),
                now.stream().map(party -> party.asked() + 1).toList());
        return epsilons(next, meter).values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
    }

    private String neighbors(Unit unit) {
        return guarantees.stream()
                .filter(each -> each.unit() == unit)
                .map(Private::neighbors)
                .distinct()
                .collect(Collectors.joining(", and "));
    }

    private Delta delta(Unit unit) {
        return Delta.of(units(unit));
    }

    private long units(Unit unit) {
        return Math.max(
                1,
                unit == Unit.PARTY
                        ? rows.size()
                        : rows.stream().mapToLong(Integer::longValue).sum());
    }

    /** Spending of those who have spent most, by each line of the account. */
    private Charge worst(Unit unit, Attended attended, Delta delta, Meter meter) {
        return most(
                front(unit, attended).stream().map(party -> charge(unit, party)).toList(), delta, meter);
    }

    private static Charge most(List<Charge> charges, Delta delta, Meter meter) {
        return new Charge(
                most(charges, Charge::readers, delta, meter),
                most(charges, Charge::coordinator, delta, meter),
                charges.stream()
                        .map(Charge::open)
                        .filter(why -> !why.isEmpty())
                        .findFirst()
                        .orElse(""));
    }

    private static Spending most(List<Charge> all, Function<Charge, Spending> line, Delta delta, Meter meter) {
        return MostSpent.of(all.stream().map(line), spent -> meter.epsilon(spent, delta));
    }

    /** The parties' parts, without those that another one covers. */
    private List<Presence> front(Unit unit, Attended attended) {
        Stream<Presence> all = rows.isEmpty()
                ? Stream.of(attended.of(0, 1, sampling))
                : IntStream.range(0, rows.size()).mapToObj(party -> attended.of(party, rows.get(party), sampling));
        List<Presence> front = new ArrayList<>();
        all.distinct().forEach(one -> {
            if (front.stream().noneMatch(other -> covers(unit, other, one))) {
                front.removeIf(other -> covers(unit, one, other));
                front.add(one);
            }
        });
        return front;
    }

    private boolean covers(Unit unit, Presence one, Presence other) {
        return guarantees.stream().filter(each -> each.unit() == unit).allMatch(each -> each.covers(one, other));
    }
}
