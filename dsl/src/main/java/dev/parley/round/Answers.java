package dev.parley.round;

import dev.parley.engine.UpdateSink;
import dev.parley.fault.PartyException;
import dev.parley.filter.Filter;
import dev.parley.filter.Fold;
import dev.parley.filter.Omniscient;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Refusal;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.party.PartyAtWork;
import dev.parley.result.PartyResult;
import dev.parley.result.RoundEvent;
import dev.parley.result.RoundListener;
import dev.parley.result.StepCost;
import dev.parley.wire.Delivery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One round's answers as they come: passes them by the filters' looks, into a fold, and notes results. */
final class Answers {
    private final RoundContext round;
    private final RoundListener listener;
    private final List<PartyResult> results = new ArrayList<>();
    private final Map<Integer, Integer> places = new HashMap<>();
    private final Map<Integer, PartyResult.Asked> asked = new TreeMap<>();
    private final Unwilling unwilling = new Unwilling();
    private @Nullable PartyException failure;

    Answers(RoundContext round, RoundListener listener) {
        this.round = round;
        this.listener = listener;
    }

    /** Takes the answers of one exchange into a fold. */
    UpdateSink into(Fold fold, Turn turn) {
        return new UpdateSink() {
            @Override
            public void accept(Delivery delivery) {
                if (!refuses(delivery, turn)) {
                    take(delivery, fold, turn);
                }
            }

            @Override
            public void failed(Member party, PartyException cause) {
                note(party, cause);
            }
        };
    }

    /** The same where a filter knows all updates: they wait until all have come. */
    Waiting waiting(Fold fold, Turn turn) {
        return new Waiting(fold, turn);
    }

    /** Answers that wait for each other. */
    final class Waiting implements UpdateSink {
        private final Fold fold;
        private final Turn turn;
        private final List<Delivery> came = new ArrayList<>();

        Waiting(Fold fold, Turn turn) {
            this.fold = fold;
            this.turn = turn;
        }

        @Override
        public void accept(Delivery delivery) {
            if (!refuses(delivery, turn)) {
                came.add(delivery);
            }
        }

        @Override
        public void failed(Member party, PartyException cause) {
            note(party, cause);
        }

        /** Passes all by the filters, one filter after another from the wire inwards, and into the fold. */
        void release() {
            List<Update> updates =
                    new ArrayList<>(came.stream().map(Delivery::update).toList());
            List<Delivery> theirs = new ArrayList<>(came);
            List<Filter> onion = round.onion();
            for (int i = onion.size() - 1; i >= 0; i--) {
                if (!onion.get(i).around().contains(turn.step())) {
                    continue;
                }
                if (onion.get(i) instanceof Omniscient knowing) {
                    List<Update> changed = knowing.all(List.copyOf(updates), round.side(i));
                    List<Update> before = List.copyOf(updates);
                    updates.clear();
                    for (int k = 0; k < changed.size(); k++) {
                        Update now = changed.get(k);
                        updates.add(now.equals(before.get(k)) ? now : sentAgain(now, i, turn));
                    }
                    continue;
                }
                for (int k = updates.size() - 1; k >= 0; k--) {
                    Optional<Update> now = looked(updates.get(k), i, turn);
                    if (now.isPresent()) {
                        updates.set(k, now.get());
                        theirs.set(k, theirs.get(k).measured(now.get()));
                    } else {
                        updates.remove(k);
                        theirs.remove(k);
                    }
                }
            }
            for (int k = 0; k < updates.size(); k++) {
                fold.take(updates.get(k));
                note(PartyResult.of(
                        turn.round(), round.members().get(updates.get(k).from().index()), theirs.get(k)));
            }
            came.clear();
        }

        /** Ends what is still waiting, where the exchange has failed. */
        void close() {
            came.forEach(delivery -> delivery.update().close());
            came.clear();
        }
    }

    /** An update that was made at a filter's place, as the filters further out would have let it arrive. */
    private Update sentAgain(Update made, int place, Turn turn) {
        Update now = made;
        List<Filter> onion = round.onion();
        for (int i = onion.size() - 1; i > place; i--) {
            if (onion.get(i).around().contains(turn.step())) {
                now = onion.get(i).crafted(now, round.side(i));
            }
        }
        return now;
    }

    /** An update as one filter leaves it; empty where it is refused, which is noted. */
    private Optional<Update> looked(Update update, int filter, Turn turn) {
        try {
            return Optional.of(round.onion().get(filter).arrived(update, round.side(filter)));
        } catch (RuntimeException e) {
            refuse(update, turn, e);
            return Optional.empty();
        }
    }

    private void refuse(Update update, Turn turn, RuntimeException why) {
        update.close();
        Member party = round.members().get(update.from().index());
        note(party, PartyAtWork.failure(party.name(), turn, "its update was refused: " + why.getMessage(), why));
    }

    private void take(Delivery delivery, Fold fold, Turn turn) {
        Member party = round.members().get(delivery.update().from().index());
        Delivery measured = delivery;
        Update now = delivery.update();
        try {
            List<Filter> onion = round.onion();
            boolean hidden = false;
            for (int i = onion.size() - 1; i >= 0 && !hidden; i--) { // from the wire inwards, as far as they see it
                Filter filter = onion.get(i);
                if (filter.around().contains(turn.step())) {
                    now = filter.arrived(now, round.side(i));
                    measured = measured.measured(now);
                    hidden = filter.hidesUpdates();
                }
            }
        } catch (RuntimeException e) {
            refuse(now, turn, e);
            return;
        }
        fold.take(now);
        count(turn, measured);
        note(PartyResult.of(turn.round(), party, measured));
    }

    /** Tells whether an answer is a refusal, which is noted with its bytes. */
    private boolean refuses(Delivery delivery, Turn turn) {
        Update update = delivery.update();
        Optional<String> reason = Refusal.reason(update.payload());
        reason.ifPresent(why -> {
            Member party = round.members().get(update.from().index());
            unwilling.add(party.index());
            note(refusal(party, turn, why));
            note(PartyResult.failed(turn.round(), party, why)
                    .and(new PartyResult.Asked(delivery.bytesDown(), delivery.bytesUp(), List.of(Refusal.NAME))));
        });
        return reason.isPresent();
    }

    private static PartyException refusal(Member party, Turn turn, String why) {
        return new PartyException(party.name(), turn.round(), turn.step(), why, null);
    }

    /** Number of these parties that refused. */
    int refused(int[] parties) {
        return unwilling.among(parties);
    }

    /** Tells whether nobody answered, and all for the reason that they refuse. */
    boolean allRefuse() {
        return unwilling.areAll(results.size());
    }

    /**
     * Takes the answers to a filter's question, and counts what it took, beside the exchanges.
     *
     * @param to what each was sent
     * @param came gets the answers
     */
    UpdateSink asked(Turn turn, Map<Member, Payload> to, Map<Member, Payload> came) {
        return new UpdateSink() {
            @Override
            public void accept(Delivery delivery) {
                Payload answer = delivery.update().payload();
                Member party = round.members().get(delivery.update().from().index());
                count(turn, delivery);
                List<String> names = List.copyOf(answer.bytes().keySet());
                ask(party, new PartyResult.Asked(delivery.bytesDown(), delivery.bytesUp(), names));
                Optional<String> reason = Refusal.reason(answer);
                if (reason.isEmpty()) {
                    came.put(party, answer);
                    return;
                }
                unwilling.add(party.index());
                note(refusal(party, turn, reason.get()));
                fails(party, reason.get());
            }

            @Override
            public void failed(Member party, PartyException cause) {
                Payload sent = to.getOrDefault(party, Payload.EMPTY);
                long down = round.messages().size(new Broadcast(turn, round.seed(party.index()), sent));
                ask(party, new PartyResult.Asked(down, 0, List.of()));
                note(party, cause);
            }
        };
    }

    private void ask(Member party, PartyResult.Asked more) {
        asked.merge(party.index(), more, PartyResult.Asked::and);
    }

    /** Adds a message to the costs of its step, where a filter is to show what a sum costs. */
    private void count(Turn turn, Delivery delivery) {
        if (round.plan().hidesUpdates()) {
            round.costs().merge(turn.step(), StepCost.of(turn.step(), delivery), StepCost::and);
        }
    }

    /** The reasons of parties that failed, in party order. */
    Map<Member, String> refusals() {
        Map<Member, String> reasons = new TreeMap<>(Comparator.comparingInt(Member::index));
        results.stream().filter(PartyResult::hasFailed).forEach(each -> reasons.put(each.party(), each.error()));
        return reasons;
    }

    /** Notes a failure, once a party. */
    private void note(Member party, PartyException cause) {
        note(cause);
        fails(party, String.valueOf(cause.getMessage()));
    }

    private void fails(Member party, String why) {
        Integer before = places.get(party.index());
        if (before != null && results.get(before).ok()) {
            results.set(before, results.get(before).refused(why)); // it has done its part, and failed afterwards
        } else {
            note(PartyResult.failed(round.turn().round(), party, why));
        }
    }

    private void note(PartyException cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    private void note(PartyResult result) {
        Integer before = places.putIfAbsent(result.party().index(), results.size());
        if (before != null) {
            results.set(before, results.get(before).and(result));
            return;
        }
        results.add(result);
        listener.on(new RoundEvent.PartyDone(result));
    }

    /** Notes a party that has left, once a round. */
    void left(Member party) {
        note(PartyResult.left(round.turn().round(), party));
    }

    /** Ends the run where too few parties answered; who refuses is asked for no answer. */
    void require(int least) {
        long answered = results.stream().filter(PartyResult::ok).count();
        if (failure != null && answered < least) {
            throw new PartyException(
                    failure.party(),
                    failure.round(),
                    failure.stage(),
                    failure.getMessage() + "\n" + answered + " of " + results.size() + " parties answered, " + least
                            + " are needed; minParties(n) goes on with fewer. lastRun() has the "
                            + (round.turn().round() - 1)
                            + " finished rounds, and lastRun().resume() goes on from there",
                    failure.getCause());
        }
    }

    /** Results of the parties so far. */
    List<PartyResult> results() {
        if (asked.isEmpty()) {
            return results;
        }
        List<PartyResult> all = new ArrayList<>();
        results.forEach(result -> {
            PartyResult.Asked more = asked.get(result.party().index());
            all.add(more == null ? result : result.and(more));
        });
        asked.forEach((party, more) -> {
            if (!places.containsKey(party)) {
                String why = "left before it trained";
                all.add(PartyResult.failed(round.turn().round(), round.members().get(party), why)
                        .and(more));
            }
        });
        all.sort(Comparator.comparingInt(result -> result.party().index()));
        return all;
    }

    long examples() {
        return results.stream().mapToLong(PartyResult::samplesSeen).sum();
    }

    long steps() {
        return results.stream().mapToLong(PartyResult::steps).sum();
    }
}
