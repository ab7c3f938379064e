package dev.parley.secure;

import static dev.parley.Parley.dataset;
import static dev.parley.Parley.federation;
import static dev.parley.Parley.iid;
import static dev.parley.Parley.lastRun;
import static dev.parley.Parley.mean;
import static dev.parley.Parley.softmax;
import static dev.parley.Sums.secure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.data.Parties;
import dev.parley.engine.Engine;
import dev.parley.engine.Roster;
import dev.parley.engine.Session;
import dev.parley.engine.UpdateSink;
import dev.parley.engine.threads.Threads;
import dev.parley.fault.SecureSumException;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.num.Seed;
import dev.parley.plan.Program;
import dev.parley.run.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** A party that refuses to answer says why, in the run's tables and in what ends the training. */
class RefusalsTest {
    private static final Parties FIVE = dataset("iris").split(5, iid());

    /** Somebody on the way who takes everything out of messages of a step to some parties. */
    private record Meddling(String step, int round, Set<Integer> victims) implements Engine {
        @Override
        public Session open(Program program, Roster roster) {
            return new MeddledSession(new Threads(2).open(program, roster), this);
        }

        @Override
        public int threads() {
            return 2;
        }
    }

    private record MeddledSession(Session inner, Meddling how) implements Session {
        @Override
        public List<Member> members() {
            return inner.members();
        }

        @Override
        public void exchange(
                Turn turn,
                int[] cohort,
                IntFunction<Seed> seeds,
                Payload shared,
                IntFunction<Payload> own,
                UpdateSink sink) {
            inner.exchange(turn, cohort, seeds, shared, own, sink);
        }

        @Override
        public void ask(Turn turn, int filter, IntFunction<Seed> seeds, Map<Member, Payload> to, UpdateSink sink) {
            Map<Member, Payload> changed = new LinkedHashMap<>(to);
            if (turn.step().equals(how.step()) && turn.round() == how.round()) {
                changed.replaceAll(
                        (member, payload) -> how.victims().contains(member.index()) ? Payload.EMPTY : payload);
            }
            inner.ask(turn, filter, seeds, changed, sink);
        }

        @Override
        public void finish() {
            inner.finish();
        }

        @Override
        public void snapshot(OutputStream to) throws IOException {
            inner.snapshot(to);
        }

        @Override
        public void restore(InputStream from) throws IOException {
            inner.restore(from);
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    private static String error(String step) {
        return "party-3 failed in round 2 while answering '" + step
                + "': threw dev.parley.fault.SecureSumException: party-3 got a message of '" + step
                + "' that it cannot read: it has no 'sum'; somebody between it and the coordinator changed it";
    }

    private static Run meddled(String step, Set<Integer> victims) {
        return federation()
                .rounds(2)
                .aggregate(secure(mean()))
                .on(new Meddling(step, 2, victims))
                .train(softmax(), FIVE);
    }

    @Test
    void thePartyTableHasTheReasonOfAPartyThatAnsweredNothing() {
        for (String step : List.of("keys", "shares")) {
            Run run = meddled(step, Set.of(2));
            var table = run.partyTable();
            var row = table.where(table.intColumn("round")
                    .isEqualTo(2)
                    .and(table.stringColumn("party").isEqualTo("party-3")));
            assertThat(row.stringColumn("error").asList()).containsExactly(error(step));
            assertThat(run.complete()).isTrue();
            assertThat(run.rounds().get(1).answered()).isEqualTo(4);
        }
    }

    @Test
    void aPartyThatRefusesAfterItsUpdateKeepsItsNumbersBesideTheReason() {
        Run run = meddled("unmask", Set.of(2));
        var third = run.rounds().get(1).parties().get(2);
        assertThat(third.error()).isEqualTo(error("unmask"));
        assertThat(third.bytesUp()).isPositive();
        assertThat(third.sent()).contains("masked update", "keys");
        assertThat(run.rounds().get(1).measures()).containsEntry("in the sum", 5.0);
    }

    @Test
    void whatEndsTheTrainingSaysTheReasonsToo() {
        assertThatThrownBy(() -> meddled("shares", Set.of(2, 4)))
                .isInstanceOf(SecureSumException.class)
                .hasMessageContaining("secure(mean()) needs 4 of 5 parties to answer 'shares' in round 2, but 3 did;")
                .hasMessageContaining("Failures: " + error("shares") + "; party-5 failed in round 2");
        assertThat(lastRun().unfinished().get(2).error()).isEqualTo(error("shares"));
    }
}
