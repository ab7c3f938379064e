package dev.parley.party;

import dev.parley.account.Charge;
import dev.parley.account.Delta;
import dev.parley.account.Presence;
import dev.parley.account.Spending;
import dev.parley.account.Unit;
import dev.parley.example.Party;
import dev.parley.example.Policy;
import dev.parley.fault.Check;
import dev.parley.filter.Filter;
import dev.parley.filter.Memory;
import dev.parley.filter.Private;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.num.ParamVector;
import dev.parley.plan.Program;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * A party's last look at one answer before it leaves: each clause of its policy, measured here and not believed.
 *
 * @param program whose noise and masks count
 * @param turn what is asked
 * @param party with the rows it sees
 * @param policy the party's
 */
record Egress(Program program, Turn turn, Party party, Policy policy) {
    /** The namespace of what a party remembers of its answers. */
    static final String NAME = "egress";

    private static final String LAST = "last round";
    private static final String ROUNDS = "rounds";
    /** Slack of a bound, for what rounding to single precision adds. */
    private static final double ROUNDING = 1e-5;

    /** A refusal on its way out of the filters. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String reason) {
            super(reason);
        }
    }

    static Egress of(Program program, Turn turn, Party party) {
        return new Egress(program, turn, party, party.policy());
    }

    boolean isOpen() {
        return policy.equals(Policy.NONE);
    }

    /** Refuses before any work what no work can make right. */
    void before(Memory memory) {
        if (isOpen()) {
            return;
        }
        if (rows() < policy.least()) {
            throw refused(
                    (hides() ? "too few rows" : rows() + " rows") + ", its policy asks for at least " + policy.least());
        }
        if (!policy.steps().isEmpty() && !policy.steps().contains(step())) {
            throw refused("its policy allows " + String.join(", ", policy.steps()) + " alone");
        }
        if (!policy.metrics() && (step().equals(Turn.SCORE) || step().equals(Turn.LOSS))) {
            throw refused("its policy lets no losses and scores leave");
        }
        if (policy.secure() && masks().noneMatch(filter -> filter.around().contains(step()))) {
            throw refused("it would leave unmasked, its policy lets masked sums alone leave;"
                    + " say aggregate(secure(mean()))");
        }
        if (policy.epsilon() > 0 && step().equals(Turn.TRAIN)) {
            spend(memory);
        }
    }

    /** Refuses vectors that are longer than the clip; before compression and masks. */
    Update measured(Update update) {
        double squares = 0;
        for (ParamVector vector : update.payload().vectors().values()) {
            double norm = vector.norm();
            squares += norm * norm;
        }
        double norm = Math.sqrt(squares);
        if (policy.clip() > 0 && !(norm <= policy.clip() * (1 + ROUNDING))) {
            update.close();
            String length = hides() ? "a norm above the bound" : String.format(Locale.ROOT, "a norm of %.4g", norm);
            throw refused(length + ", its policy asks for at most " + Check.text(policy.clip()) + "; say filter(clip("
                    + Check.text(policy.clip()) + "))");
        }
        Optional<String> metric = policy.metrics() ? Optional.empty() : metric(update.payload());
        if (metric.isPresent()) {
            update.close();
            throw refused(
                    "it would send the number '" + metric.get() + "', its policy lets no losses and scores leave");
        }
        return update;
    }

    /** The answer as it leaves. */
    Update after(Update update) {
        Payload sent = update.payload();
        if (policy.secure() && !(sent.vectors().isEmpty() && sent.numbers().isEmpty())) {
            update.close();
            throw refused("numbers would leave unmasked, its policy lets masked sums alone leave");
        }
        if (policy.metrics() && !policy.secure()) {
            return update;
        }
        Work work = update.work();
        return new Update(
                update.from(),
                update.examples(),
                sent,
                new Work(work.samplesSeen(), work.steps(), Double.NaN, Double.NaN));
    }

    /** Refuses answers to a filter's own question that are neither masked nor keys and shares of masks. */
    Payload asked(Filter filter, Payload answer) {
        if (policy.secure() && !filter.hidesUpdates()) {
            answer.close();
            throw refused("it would leave unmasked, its policy lets masked sums alone leave;"
                    + " say aggregate(secure(mean()))");
        }
        return measured(new Update(MEMBER, 0, answer, Work.NONE)).payload();
    }

    private static final dev.parley.message.Member MEMBER = new dev.parley.message.Member(0, NAME, 0);

    private Refused refused(String why) {
        return new Refused(party.name() + " refuses step " + step() + ": " + why);
    }

    /** The step that a policy names: that of a filter's question is the step around it. */
    private String step() {
        return switch (turn.step()) {
            case Turn.TRAIN, Turn.SCORE, Turn.LOSS, Turn.MODEL, Turn.STATISTICS -> turn.step();
            default -> turn.round() == 0 ? Turn.STATISTICS : Turn.TRAIN;
        };
    }

    private int rows() {
        return step().equals(Turn.SCORE) ? party.test().orElse(party.examples()).size() : party.size();
    }

    private Stream<Filter> masks() {
        return program.filters().stream().filter(Filter::hidesUpdates);
    }

    private boolean hides() {
        return masks().findAny().isPresent();
    }

    private static Optional<String> metric(Payload sent) {
        return sent.numbers().keySet().stream()
                .filter(name -> name.contains("loss"))
                .findFirst();
    }

    /** Counts this round, and refuses it where its own noise would keep less than the policy asks for. */
    private void spend(Memory memory) {
        double last = memory.number(LAST, 0);
        int rounds = (int) memory.number(ROUNDS, 0) + (last == turn.round() ? 0 : 1);
        List<Private> own = Stream.concat(program.filters().stream(), Stream.of(program.client()))
                .filter(Private.class::isInstance)
                .map(Private.class::cast)
                .filter(each -> charge(each, rounds).open().isEmpty())
                .toList();
        String asks = ", its policy asks for epsilon at most " + Check.text(policy.epsilon());
        if (own.isEmpty()) {
            throw refused("it adds no noise of its own, and the coordinator's is a promise" + asks
                    + "; let the parties add noise, or leave epsilonAtMost(..) out");
        }
        if (own.stream().anyMatch(Private::seeded)) {
            throw refused("its noise repeats with the plan's seed" + asks + "; leave the seeded noise out");
        }
        double epsilon = Stream.of(Unit.values())
                .mapToDouble(unit -> epsilon(own, unit, rounds).orElse(0))
                .max()
                .orElse(0);
        if (!(epsilon <= policy.epsilon())) {
            throw refused(String.format(
                            Locale.ROOT, "epsilon would be %.4g after %,d rounds of its own noise", epsilon, rounds)
                    + asks);
        }
        memory.put(LAST, turn.round());
        memory.put(ROUNDS, rounds);
    }

    private OptionalDouble epsilon(List<Private> own, Unit unit, int rounds) {
        Delta delta = Delta.of(unit == Unit.ROW ? party.size() : 1);
        List<Spending> spent = own.stream()
                .filter(each -> each.unit() == unit)
                .map(each -> charge(each, rounds).coordinator())
                .toList();
        return spent.stream().reduce(Spending::and).stream()
                .mapToDouble(all -> all.pld(delta).high())
                .findFirst();
    }

    private Charge charge(Private one, int rounds) {
        return one.charge(new Presence(party.size(), 1, rounds, rounds, rounds));
    }
}
