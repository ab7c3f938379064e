package dev.parley.round;

import dev.parley.aggregate.Aggregation;
import dev.parley.fault.PlanException;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.filter.Filter;
import dev.parley.filter.Fold;
import dev.parley.filter.Omniscient;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.result.PartyResult;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator's halves of all filters around the session's exchange: the client's is the first to see what goes out
 * and the last to see what comes back.
 */
final class Exchanges {
    private final RoundContext round;
    private final Answers answers;
    private final int[] cohort;
    private final int least;

    /**
     * Exchanges with a round's parties.
     *
     * @param cohort ascending indices
     * @param least answers that each exchange needs
     */
    Exchanges(RoundContext round, Answers answers, int[] cohort, int least) {
        this.round = round;
        this.answers = answers;
        this.cohort = cohort;
        this.least = least;
    }

    /** Lets a broadcast go through all filters of its step and back, combined by the plan's rule. */
    Aggregate send(Broadcast to) {
        return new Outwards(0, -1, Exchanges::nothing, null).with(to);
    }

    /** The same, combined by another fold. */
    Aggregate send(Broadcast to, Fold into) {
        return new Outwards(0, -1, Exchanges::nothing, into).with(to);
    }

    /** The exchange alone, for who draws a cohort. */
    Exchange bare() {
        return new Outwards(round.onion().size(), -1, Exchanges::nothing, null);
    }

    @SuppressWarnings("unused") // nobody is sent anything of its own
    private static Payload nothing(int party) {
        return Payload.EMPTY;
    }

    /** The filters from a place of the onion on, outwards. */
    private final class Outwards implements Exchange {
        private final int next;
        private final int asker;
        private final IntFunction<Payload> own;
        private final @Nullable Fold fold;

        Outwards(int next, int asker, IntFunction<Payload> own, @Nullable Fold fold) {
            this.next = next;
            this.asker = asker;
            this.own = own;
            this.fold = fold;
        }

        @Override
        public List<Member> cohort() {
            return members(cohort);
        }

        @Override
        public Aggregate with(Broadcast to) {
            return go(to, own, fold);
        }

        @Override
        public Aggregate with(Broadcast to, IntFunction<Payload> more) {
            return go(to, party -> own.apply(party).and(more.apply(party)), fold);
        }

        @Override
        public Aggregate with(Broadcast to, IntFunction<Payload> more, Fold into) {
            return go(to, party -> own.apply(party).and(more.apply(party)), into);
        }

        private Aggregate go(Broadcast to, IntFunction<Payload> ownPayload, @Nullable Fold into) {
            List<Filter> onion = round.onion();
            for (int i = next; i < onion.size(); i++) {
                if (onion.get(i).around().contains(to.turn().step())) {
                    return onion.get(i).atCoordinator(to, round.side(i), new Outwards(i + 1, i, ownPayload, into));
                }
            }
            return exchange(to, ownPayload, into);
        }

        @Override
        public Map<Member, Payload> ask(String step, Map<Member, Payload> to) {
            Turn turn = round.turn().step(step);
            Map<Member, Payload> there = new LinkedHashMap<>();
            to.forEach((member, payload) -> {
                if (stays(turn, member)) {
                    there.put(member, payload);
                }
            });
            return round.session().ask(turn, asker, round::seed, there);
        }
    }

    private Aggregate exchange(Broadcast to, IntFunction<Payload> own, @Nullable Fold into) {
        Turn turn = to.turn();
        int[] staying = Arrays.stream(cohort)
                .filter(party -> stays(turn, round.members().get(party)))
                .toArray();
        CoordinatorSide rule = round.side("aggregate");
        try (Fold fold = into == null ? round.plan().aggregation().begin(rule, members(staying)) : into) {
            if (staying.length > 0) {
                exchange(turn, staying, to.payload(), own, fold);
                answers.require(least);
            }
            if (into == null) {
                enough(turn);
            }
            return fold.end();
        }
    }

    private void exchange(Turn turn, int[] staying, Payload shared, IntFunction<Payload> own, Fold fold) {
        boolean known = round.onion().stream()
                .anyMatch(filter ->
                        filter instanceof Omniscient && filter.around().contains(turn.step()));
        if (!known) {
            round.session().exchange(turn, staying, round::seed, shared, own, answers.into(fold, turn));
            return;
        }
        Answers.Waiting waiting = answers.waiting(fold, turn);
        try {
            round.session().exchange(turn, staying, round::seed, shared, own, waiting);
            waiting.release();
        } finally {
            waiting.close();
        }
    }

    /** Refuses to ask a rule that has fewer updates than it needs. */
    private void enough(Turn turn) {
        Aggregation rule = round.plan().aggregation();
        long came = answers.results().stream().filter(PartyResult::ok).count();
        if (came > 0 && came < rule.least()) {
            throw new PlanException(rule + " needs " + rule.least() + " updates, but " + came + " came in round "
                    + turn.round() + "; let more parties take part, or choose a rule that needs fewer");
        }
    }

    private boolean stays(Turn step, Member member) {
        return round.plan().participation().stays(step, member, round.side("participation"));
    }

    private List<Member> members(int[] indices) {
        return Arrays.stream(indices).mapToObj(round.members()::get).toList();
    }
}
