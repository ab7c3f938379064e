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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator's halves of all filters around the session's exchange: the client's is the first to see what goes out
 * and the last to see what comes back.
 */
final class Exchanges {
    /** The column of a round whose parties were too few for the rule: how many there were. */
    private static final String SKIPPED = "too few";

    private final RoundContext round;
    private final Answers answers;
    private final int[] cohort;
    private final OptionalInt least;
    private final boolean mayLeave;
    private final Set<Integer> left = new HashSet<>();

    private Exchanges(RoundContext round, Answers answers, int[] cohort, OptionalInt least, boolean mayLeave) {
        this.round = round;
        this.answers = answers;
        this.cohort = cohort;
        this.least = least;
        this.mayLeave = mayLeave;
    }

    /**
     * Exchanges with a round's parties, who may leave before each.
     *
     * @param cohort ascending indices
     */
    static Exchanges ofCohort(RoundContext round, Answers answers, int[] cohort) {
        return new Exchanges(round, answers, cohort, round.plan().minParties(), true);
    }

    /** Exchanges with all parties, who all have to answer. */
    static Exchanges ofAll(RoundContext round, Answers answers) {
        return new Exchanges(round, answers, everyone(round), OptionalInt.empty(), false);
    }

    /** The exchange alone with any parties, for who draws a cohort. */
    static Exchange beforeTheDraw(RoundContext round, Answers answers) {
        return new Exchanges(round, answers, everyone(round), round.plan().minParties(), false).bare();
    }

    private static int[] everyone(RoundContext round) {
        return IntStream.range(0, round.members().size()).toArray();
    }

    /** Lets a broadcast go through all filters of its step and back, combined by the plan's rule. */
    Aggregate send(Broadcast to) {
        return new Outwards(0, -1, cohort, Exchanges::nothing, null).with(to);
    }

    /** The same, combined by another fold. */
    Aggregate send(Broadcast to, Fold into) {
        return new Outwards(0, -1, cohort, Exchanges::nothing, into).with(to);
    }

    private Exchange bare() {
        return new Outwards(round.onion().size(), -1, cohort, Exchanges::nothing, null);
    }

    @SuppressWarnings("unused") // nobody is sent anything of its own
    private static Payload nothing(int party) {
        return Payload.EMPTY;
    }

    /** The filters from a place of the onion on, outwards. */
    private final class Outwards implements Exchange {
        private final int next;
        private final int asker;
        private final int[] parties;
        private final IntFunction<Payload> own;
        private final @Nullable Fold fold;

        Outwards(int next, int asker, int[] parties, IntFunction<Payload> own, @Nullable Fold fold) {
            this.next = next;
            this.asker = asker;
            this.parties = parties;
            this.own = own;
            this.fold = fold;
        }

        @Override
        public List<Member> cohort() {
            return members(parties);
        }

        @Override
        public Exchange among(List<Member> some) {
            int[] fewer = some.stream().mapToInt(Member::index).toArray();
            return new Outwards(next, asker, fewer, own, fold);
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
                    return onion.get(i)
                            .atCoordinator(to, round.side(i), new Outwards(i + 1, i, parties, ownPayload, into));
                }
            }
            return exchange(to, parties, ownPayload, into);
        }

        @Override
        public Map<Member, Payload> ask(String step, Map<Member, Payload> to) {
            if (asker < 0 && round.onion().stream().anyMatch(Filter::hidesUpdates)) {
                throw new PlanException(round.plan().participation() + " asks parties for '" + step
                        + "', which each answers by itself, but " + round.plan().aggregation()
                        + " lets nobody see a party's own numbers; choose who takes part without asking them");
            }
            Turn turn = round.turn().step(step);
            Map<Member, Payload> there = new LinkedHashMap<>();
            to.forEach((member, payload) -> {
                if (stays(turn, member)) {
                    there.put(member, payload);
                }
            });
            if (asker < 0) {
                return asked(turn, there);
            }
            Map<Member, Payload> came = new LinkedHashMap<>();
            round.session().ask(turn, asker, round::seed, there, answers.asked(turn, there, came));
            return came;
        }

        @Override
        public Map<Member, String> refusals() {
            return answers.refusals();
        }
    }

    /** Asks parties themselves, beside all filters, in an exchange whose bytes and failures are noted. */
    @SuppressWarnings("ReferenceEquality") // the same payload is sent once
    private Map<Member, Payload> asked(Turn turn, Map<Member, Payload> to) {
        if (to.isEmpty()) {
            return Map.of();
        }
        int[] parties = to.keySet().stream().mapToInt(Member::index).sorted().toArray();
        Payload first = to.values().stream().findFirst().orElse(Payload.EMPTY);
        boolean alike = to.values().stream().allMatch(payload -> payload == first);
        Payload shared = alike ? first : Payload.EMPTY;
        Collected collected = new Collected();
        round.session()
                .exchange(
                        turn,
                        parties,
                        round::seed,
                        shared,
                        party -> alike
                                ? Payload.EMPTY
                                : to.getOrDefault(round.members().get(party), Payload.EMPTY),
                        answers.into(collected, turn));
        require(parties, parties.length);
        Map<Member, Payload> came = new LinkedHashMap<>();
        collected
                .all()
                .forEach(update -> came.put(round.members().get(update.from().index()), update.payload()));
        return came;
    }

    private Aggregate exchange(Broadcast to, int[] parties, IntFunction<Payload> own, @Nullable Fold into) {
        Turn turn = to.turn();
        int[] staying = Arrays.stream(parties)
                .filter(party -> stays(turn, round.members().get(party)))
                .toArray();
        int needed = least.isPresent() ? needed(cohort.length) : staying.length;
        if (staying.length < needed) {
            throw tooFewStay(turn, staying.length);
        }
        CoordinatorSide rule = round.side("aggregate");
        try (Fold fold = into == null ? round.plan().aggregation().begin(rule, members(staying)) : into) {
            if (into == null && staying.length < round.plan().aggregation().least()) {
                if (staying.length > 0) {
                    round.notes().put(SKIPPED, (double) staying.length);
                }
                return fold.end();
            }
            if (staying.length > 0) {
                exchange(turn, staying, to.payload(), own, fold);
                require(staying, cohort.length);
                if (answers.allRefuse()) {
                    if (mayLeave) {
                        round.stop("the parties, who all refuse");
                    }
                    return fold.end();
                }
            }
            if (into == null && !enough(turn, staying)) {
                try (Fold nobody = round.plan().aggregation().begin(rule, List.of())) {
                    return nobody.end();
                }
            }
            return fold.end();
        }
    }

    /** Number of those asked that have to answer. */
    private int needed(int asked) {
        return Math.min(least.orElse(asked), asked);
    }

    /** Ends the run where too few answered: of a number that is asked for, or of those who do not refuse. */
    private void require(int[] parties, int of) {
        if (least.isPresent()) {
            answers.require(Math.max(1, needed(of)));
        } else if (!answers.allRefuse()) {
            answers.require(Math.max(1, parties.length - answers.refused(parties)));
        }
    }

    private PlanException tooFewStay(Turn turn, int staying) {
        return new PlanException("minParties(" + least.orElseThrow() + ") needs " + needed(cohort.length)
                + " answers, but of the " + cohort.length + " parties drawn in round " + turn.round() + " only "
                + staying
                + " stayed; ask for fewer, or leave minParties(n) out: then a round goes on with those that stay."
                + " lastRun() has the " + (turn.round() - 1) + " finished rounds");
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

    /** Refuses to ask a rule that has fewer updates than it needs; skips the round where it is for want of the unwilling. */
    private boolean enough(Turn turn, int[] staying) {
        Aggregation rule = round.plan().aggregation();
        long came = answers.results().stream().filter(PartyResult::ok).count();
        if (came == 0 || came >= rule.least()) {
            return true;
        }
        if (came + answers.refused(staying) >= rule.least()) {
            round.notes().put(SKIPPED, (double) came);
            return false;
        }
        throw new PlanException(rule + " needs " + rule.least() + " updates, but " + came + " came in round "
                + turn.round() + "; let more parties take part, or choose a rule that needs fewer");
    }

    private boolean stays(Turn step, Member member) {
        if (!mayLeave) {
            return true;
        }
        if (!left.contains(member.index())
                && !round.plan().participation().stays(step, member, round.side(RoundContext.COHORT))) {
            left.add(member.index());
            answers.left(member);
        }
        return !left.contains(member.index());
    }

    private List<Member> members(int[] indices) {
        return Arrays.stream(indices).mapToObj(round.members()::get).toList();
    }
}
