package dev.parley.engine;

import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.client.ClientAlgorithm;
import dev.parley.client.LocalSgd;
import dev.parley.client.PartyMemory;
import dev.parley.data.Parties;
import dev.parley.example.Party;
import dev.parley.fault.PartyException;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Update;
import dev.parley.model.Evaluation;
import dev.parley.model.Learner;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.result.PartyScore;
import dev.parley.wire.Delivery;
import dev.parley.wire.Float32;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** What every engine promises to the round loop. */
public abstract class EngineContractTest {
    private final Parties parties = dataset("wine").split(7, iid());
    private final ParamVector zero = ParamVector.zeros(softmax().layout(parties.shape()));

    protected abstract Engine engine();

    private Session open(ClientAlgorithm client) {
        return engine().open(new Job(
                softmax(), parties.shape(), client, new Float32(), parties.all(), parties.test(), parties.valid()));
    }

    private Broadcast broadcast() {
        return Broadcast.of(1, 1, true, new Seed(1), zero);
    }

    /** Notes who answered, and closes updates. */
    private static final class Notes implements UpdateSink {
        final List<Integer> order = new ArrayList<>();
        final List<String> failures = new ArrayList<>();
        final List<String> prints = new ArrayList<>();

        @Override
        public void accept(Delivery delivery) {
            order.add(delivery.update().party().index());
            prints.add(delivery.update().delta().fingerprint());
            delivery.update().close();
        }

        @Override
        public void failed(Member party, PartyException cause) {
            order.add(party.index());
            failures.add(cause.getMessage());
        }
    }

    /** Odd parties are slow, party 4 fails. */
    private record Uneven() implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, Party party, Learner learner, PartyMemory memory) {
            if (party.index() % 2 == 0 && party.index() < 4) {
                try {
                    Thread.sleep(30);
                } catch (InterruptedException e) {
                    throw new CancellationException("interrupted");
                }
            }
            if (party.index() == 4) {
                throw new IllegalStateException("broken");
            }
            return new LocalSgd(0.1).train(from, party, learner, memory);
        }

        @Override
        public int batch() {
            return 32;
        }

        @Override
        public double rate() {
            return 0.1;
        }
    }

    @Test
    void deliversInPartyOrderWhateverTheArrival() {
        try (Session session = open(new Uneven())) {
            Notes notes = new Notes();
            session.exchange(new int[] {0, 1, 2, 3, 4, 6}, party -> broadcast(), notes);
            assertThat(notes.order).containsExactly(0, 1, 2, 3, 4, 6);
            assertThat(notes.failures)
                    .singleElement()
                    .asString()
                    .contains("party-5 failed in round 1 while training: threw");
        }
    }

    @Test
    void givesTheSameBitsAgain() {
        try (Session session = open(new LocalSgd(0.1))) {
            Notes first = new Notes();
            Notes second = new Notes();
            session.exchange(new int[] {0, 3, 5}, party -> broadcast(), first);
            session.exchange(new int[] {0, 3, 5}, party -> broadcast(), second);
            assertThat(second.prints).isEqualTo(first.prints).doesNotHaveDuplicates();
        }
    }

    /** Counts its rounds; party 2 fails in its second, having noted it. */
    private record Counts() implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, Party party, Learner learner, PartyMemory memory) {
            long rounds = memory.count("rounds") + 1;
            memory.count("rounds", rounds);
            if (party.index() == 2 && rounds == 2) {
                throw new IllegalStateException("broken");
            }
            Update update = new LocalSgd(0.1).train(from, party, learner, memory);
            return new Update(
                    update.party(), (int) rounds, 0, 0, update.vectors(), update.lossBefore(), update.lossAfter());
        }

        @Override
        public int batch() {
            return 32;
        }

        @Override
        public double rate() {
            return 0.1;
        }
    }

    @Test
    void eachPartyRemembersItsOwnRoundsAndForgetsThemWhenItFails() {
        try (Session session = open(new Counts())) {
            Map<String, List<Integer>> rounds = new TreeMap<>();
            UpdateSink sink = new UpdateSink() {
                @Override
                public void accept(Delivery delivery) {
                    String party = delivery.update().party().name();
                    rounds.computeIfAbsent(party, first -> new ArrayList<>())
                            .add(delivery.update().examples());
                    delivery.update().close();
                }

                @Override
                public void failed(Member party, PartyException cause) {
                    rounds.get(party.name()).add(0);
                }
            };
            session.exchange(new int[] {0, 1, 2}, party -> broadcast(), sink);
            session.exchange(new int[] {1, 2}, party -> broadcast(), sink);
            session.exchange(new int[] {0, 1, 2}, party -> broadcast(), sink);
            assertThat(rounds)
                    .containsEntry("party-1", List.of(1, 2))
                    .containsEntry("party-2", List.of(1, 2, 3))
                    .containsEntry("party-3", List.of(1, 0, 1));
        }
    }

    @Test
    void knowsItsMembersAndEvaluates() {
        try (Session session = open(new LocalSgd(0.1))) {
            assertThat(session.members())
                    .extracting(Member::name)
                    .startsWith("party-1")
                    .hasSize(7);
            assertThat(session.members().stream().mapToInt(Member::examples).sum())
                    .isEqualTo(parties.train().size());
            assertThat(session.evaluate(zero).loss())
                    .isCloseTo(Math.log(3), org.assertj.core.api.Assertions.within(1e-6));
            assertThat(session.validate(zero)).isEmpty();
        }
    }

    @Test
    void partiesScoreTheirOwnRows() {
        try (Session session = open(new LocalSgd(0.1))) {
            List<PartyScore> scores = session.score(party -> zero);
            assertThat(scores).extracting(PartyScore::party).isEqualTo(session.members());
            for (Party party : parties.all()) {
                // Where all is zero the classes are equally probable, and the first of them is taken.
                long first = Arrays.stream(party.rows())
                        .filter(row -> party.examples().target(row) == 0)
                        .count();
                Evaluation own = scores.get(party.index()).evaluation();
                assertThat(own.accuracy()).isEqualTo((double) first / party.size());
                assertThat(own.examples()).isEqualTo(party.size());
            }
            assertThat(scores).extracting(PartyScore::bytesDown).containsOnly(4L * zero.length());
        }
    }

    @Test
    void anInterruptCancelsTheScores() {
        try (Session session = open(new LocalSgd(0.1))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> session.score(party -> zero)).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void anInterruptCancelsTheExchange() {
        try (Session session = open(new Uneven())) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> session.exchange(new int[] {0, 1, 2}, party -> broadcast(), new Notes()))
                    .isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
