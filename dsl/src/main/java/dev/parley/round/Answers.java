package dev.parley.round;

import dev.parley.engine.UpdateSink;
import dev.parley.fault.PartyException;
import dev.parley.message.Member;
import dev.parley.message.Update;
import dev.parley.result.PartyResult;
import dev.parley.result.RoundEvent;
import dev.parley.result.RoundListener;
import dev.parley.wire.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One round's answers as they come: hands updates on, notes results, and keeps the first failure. */
final class Answers implements UpdateSink {
    private final int round;
    private final List<Member> members;
    private final ModelState standing;
    private final RoundListener listener;
    private final List<PartyResult> results = new ArrayList<>();
    private @Nullable PartyException failure;

    /**
     * Before the first answer.
     *
     * @param members all parties: a run's rows name these rather than copies that came with the updates
     */
    Answers(int round, List<Member> members, ModelState standing, RoundListener listener) {
        this.round = round;
        this.members = members;
        this.standing = standing;
        this.listener = listener;
    }

    @Override
    public void accept(Delivery delivery) {
        Update update = delivery.update();
        PartyResult result = new PartyResult(
                round,
                members.get(update.party().index()),
                update.lossBefore(),
                update.lossAfter(),
                delivery.norm(),
                delivery.took().toNanos() / 1e6,
                update.samplesSeen(),
                update.steps(),
                delivery.bytesDown(),
                delivery.bytesUp(),
                Optional.empty(),
                "");
        standing.take(update);
        note(result);
    }

    @Override
    public void failed(Member party, PartyException cause) {
        if (failure == null) {
            failure = cause;
        }
        note(PartyResult.failed(round, party, String.valueOf(cause.getMessage())));
    }

    private void note(PartyResult result) {
        results.add(result);
        listener.on(new RoundEvent.PartyDone(result));
    }

    /** Ends the run where too few parties answered. */
    void require(int least) {
        long answered = results.stream().filter(PartyResult::ok).count();
        if (failure != null && answered < Math.max(1, least)) {
            throw new PartyException(
                    failure.party(),
                    failure.round(),
                    failure.stage(),
                    failure.getMessage() + "\n" + answered + " of " + results.size() + " parties answered, " + least
                            + " are needed; minParties(n) goes on with fewer. lastRun() has the " + (round - 1)
                            + " finished rounds, and lastRun().resume() goes on from there",
                    failure.getCause());
        }
    }

    /** What the parties did so far. */
    List<PartyResult> results() {
        return results;
    }

    /** The same after the evaluation, which a party's own model may be part of. */
    List<PartyResult> scored() {
        return results.stream()
                .map(result -> result.scored(standing.own(result.party().index())))
                .toList();
    }

    long examples() {
        return results.stream().mapToLong(PartyResult::samplesSeen).sum();
    }

    long steps() {
        return results.stream().mapToLong(PartyResult::steps).sum();
    }
}
