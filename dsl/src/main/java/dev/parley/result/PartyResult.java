package dev.parley.result;

import dev.parley.message.Member;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.model.Evaluation;
import dev.parley.wire.Delivery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Result of one party in a round.
 *
 * @param round from 1
 * @param party who
 * @param lossBefore loss of the parameters it was sent, on up to 64 of its rows; NaN where it failed, and in
 *     a round that is not evaluated
 * @param lossAfter loss of its own parameters afterwards, on the same rows; NaN where a round is one step
 * @param deltaNorm Euclidean norm of its update
 * @param millis working time in milliseconds
 * @param samplesSeen rows seen in all, counted once an epoch
 * @param steps gradient steps taken
 * @param bytesDown bytes it received
 * @param bytesUp bytes it sent
 * @param sent the names of what it sent
 * @param measures numbers that it sent, by name; {@code rows this round} where its update stands for another number of
 *     rows than it has
 * @param own where each party has a model of its own, its metrics on the test rows
 * @param error why there is no update; empty where it did not fail
 * @param part whether it was drawn and stayed
 */
public record PartyResult(
        int round,
        Member party,
        double lossBefore,
        double lossAfter,
        double deltaNorm,
        double millis,
        long samplesSeen,
        int steps,
        long bytesDown,
        long bytesUp,
        List<String> sent,
        SortedMap<String, Double> measures,
        Optional<Evaluation> own,
        String error,
        Part part) {
    private static final String ROWS = "rows this round";

    public PartyResult {
        sent = List.copyOf(sent);
        measures = Collections.unmodifiableSortedMap(measures);
    }

    /** The result of an update that arrived. */
    public static PartyResult of(int round, Member party, Delivery delivery) {
        Update update = delivery.update();
        List<String> sent = new ArrayList<>(update.payload().vectors().keySet());
        sent.addAll(update.payload().numbers().keySet());
        sent.addAll(update.payload().bytes().keySet());
        SortedMap<String, Double> measures = update.payload().numbers();
        if (update.examples() != party.examples()) {
            measures = new TreeMap<>(measures);
            measures.put(ROWS, (double) update.examples());
        }
        return new PartyResult(
                round,
                party,
                update.work().lossBefore(),
                update.work().lossAfter(),
                delivery.norm(),
                delivery.took().toNanos() / 1e6,
                update.work().samplesSeen(),
                update.work().steps(),
                delivery.bytesDown(),
                delivery.bytesUp(),
                sent,
                measures,
                Optional.empty(),
                "",
                Part.DRAWN);
    }

    /** A party that failed. */
    public static PartyResult failed(int round, Member party, String error) {
        return nothing(round, party, error, Part.DRAWN);
    }

    /** A party that left, and sent nothing before. */
    public static PartyResult left(int round, Member party) {
        return nothing(round, party, "", Part.LEFT);
    }

    private static PartyResult nothing(int round, Member party, String error, Part part) {
        return new PartyResult(
                round,
                party,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                0,
                0,
                0,
                0,
                List.of(),
                new TreeMap<>(),
                Optional.empty(),
                error,
                part);
    }

    /** This, and what the party did in another exchange of the round; its losses and its norm are those of this one. */
    public PartyResult and(PartyResult next) {
        if (hasFailed() || next.hasFailed()) {
            PartyResult failure = hasFailed() ? this : next;
            PartyResult other = hasFailed() ? next : this;
            return failure.and(new Asked(other.bytesDown, other.bytesUp, other.sent));
        }
        List<String> all = new ArrayList<>(sent);
        next.sent.stream().filter(name -> !all.contains(name)).forEach(all::add);
        SortedMap<String, Double> numbers = new TreeMap<>(measures);
        numbers.putAll(next.measures);
        return new PartyResult(
                round,
                party,
                Double.isNaN(lossBefore) ? next.lossBefore : lossBefore,
                Double.isNaN(lossAfter) ? next.lossAfter : lossAfter,
                Double.isNaN(deltaNorm) ? next.deltaNorm : deltaNorm,
                millis + next.millis,
                samplesSeen + next.samplesSeen,
                steps + next.steps,
                bytesDown + next.bytesDown,
                bytesUp + next.bytesUp,
                all,
                numbers,
                own,
                error,
                part.and(next.part));
    }

    /**
     * Questions of filters that a party was asked beside its training.
     *
     * @param bytesDown of the questions
     * @param bytesUp of the answers
     * @param sent the names of what was answered
     */
    public record Asked(long bytesDown, long bytesUp, List<String> sent) {
        public Asked {
            sent = List.copyOf(sent);
        }

        /** Both. */
        public Asked and(Asked next) {
            return new Asked(bytesDown + next.bytesDown, bytesUp + next.bytesUp, both(sent, next.sent));
        }

        private static List<String> both(List<String> some, List<String> more) {
            List<String> all = new ArrayList<>(some);
            more.stream().filter(name -> !all.contains(name)).forEach(all::add);
            return all;
        }
    }

    /** The same, and questions beside it, also of a party that failed. */
    public PartyResult and(Asked asked) {
        return changed(bytesDown + asked.bytesDown, bytesUp + asked.bytesUp, Asked.both(sent, asked.sent), own, part);
    }

    /** The same of a party that has sent its update, and failed at what it was asked afterwards. */
    public PartyResult refused(String why) {
        return changed(bytesDown, bytesUp, sent, own, why, part);
    }

    /** Tells whether its update came. */
    public boolean ok() {
        return error.isEmpty() && part == Part.DRAWN;
    }

    /** Tells whether it failed, at any step. */
    public boolean hasFailed() {
        return !error.isEmpty();
    }

    /** The same of who was asked alone. */
    public PartyResult asked() {
        return changed(bytesDown, bytesUp, sent, own, Part.ASKED);
    }

    /** The same with a model of its own handed over, and the bytes that took. */
    public PartyResult handedOver(long down, long up) {
        List<String> more = new ArrayList<>(sent);
        more.add(Turn.MODEL);
        return changed(bytesDown + down, bytesUp + up, more, own, part);
    }

    /** The same with the metrics of its own model. */
    public PartyResult measured(Evaluation score) {
        return changed(bytesDown, bytesUp, sent, Optional.of(score), part);
    }

    private PartyResult changed(long down, long up, List<String> names, Optional<Evaluation> score, Part in) {
        return changed(down, up, names, score, error, in);
    }

    private PartyResult changed(
            long down, long up, List<String> names, Optional<Evaluation> score, String why, Part in) {
        return new PartyResult(
                round,
                party,
                lossBefore,
                lossAfter,
                deltaNorm,
                millis,
                samplesSeen,
                steps,
                down,
                up,
                names,
                measures,
                score,
                why,
                in);
    }
}
