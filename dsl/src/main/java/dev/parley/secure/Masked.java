package dev.parley.secure;

import dev.parley.fault.SecureSumException;
import dev.parley.filter.Answer;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.filter.Place;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Hides each update in the sum: four steps around a round's training, {@code keys}, {@code shares}, {@code train} and {@code
 * unmask}; against active adversaries {@code agree} before the last. In round 0 the same hide what a party tells of its
 * columns, after {@code names}, which no sum can carry.
 *
 * @param sum the rule, whose numbers both sides know
 */
public record Masked(Secure sum) implements Filter {
    static final String NAMES = "names";
    static final String KEYS = "keys";
    static final String SHARES = "shares";
    static final String AGREE = "agree";
    static final String UNMASK = "unmask";

    @Override
    public Place place() {
        return Place.MASK;
    }

    @Override
    public Set<String> around() {
        return Set.of(Turn.TRAIN, Turn.STATISTICS);
    }

    @Override
    public boolean hidesUpdates() {
        return true;
    }

    @Override
    public Update atParty(Broadcast from, PartySide here, Answer inner) {
        try {
            return new PartyMasks(sum, here).masked(from, inner);
        } catch (Unreadable e) {
            throw e.refusal(here, from.turn().step());
        }
    }

    @Override
    public Payload asked(String step, Payload from, PartySide here) {
        if (step.equals(NAMES)) {
            return StatisticsSum.names(here.party());
        }
        PartyMasks masks = new PartyMasks(sum, here);
        try {
            return switch (step) {
                case KEYS -> masks.keys(from);
                case SHARES -> masks.shares(from);
                case AGREE -> masks.agree(from);
                case UNMASK -> masks.unmask(from);
                default ->
                    throw new SecureSumException(this + " was asked for '" + step + "', which it does not answer");
            };
        } catch (Unreadable e) {
            throw e.refusal(here, step);
        }
    }

    @Override
    public Update arrived(Update one, CoordinatorSide here) {
        MaskedVector.of(one).checked(here.secrets());
        return one;
    }

    @Override
    public Aggregate atCoordinator(Broadcast to, CoordinatorSide here, Exchange inner) {
        return to.turn().step().equals(Turn.STATISTICS)
                ? new StatisticsSum(sum, here, inner).open(to)
                : new SumRound(sum, here, inner).mean(to);
    }

    @Override
    public Optional<String> objection(List<Filter> others) {
        return SumObjections.of(sum, others);
    }

    @Override
    public Optional<String> note() {
        return Optional.of(
                sum + ": the coordinator sees sums of updates alone, and no rows, losses or norms of a party;"
                        + " of round 0 it sees sums too, and the names of columns, categories and classes in the open");
    }

    @Override
    public String toString() {
        return "masked(" + sum + ")";
    }
}
