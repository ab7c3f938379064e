package dev.parley.engine;

import static dev.parley.Parley.*;
import static dev.parley.engine.ContractClients.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.client.LocalSgd;
import dev.parley.data.Parties;
import dev.parley.example.Party;
import dev.parley.fault.PartyException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.model.Evaluation;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.party.Scoring;
import dev.parley.plan.Program;
import dev.parley.wire.Delivery;
import dev.parley.wire.Float32;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Promises of every engine to the round loop. */
public abstract class EngineContractTest {
    private static final Turn TRAIN = new Turn(1, 1, Turn.TRAIN, true);

    private final Parties parties = dataset("wine").split(7, iid());

    private final ParamVector zero = ParamVector.zeros(softmax().layout(parties.shape()));

    protected abstract Engine engine();

    private Session open(ClientAlgorithm client) {
        return engine().open(
                        new Program(softmax(), parties.shape(), client, List.of(), new Float32()),
                        new Roster(parties.all()));
    }

    private void exchange(Session session, UpdateSink sink, int... cohort) {
        Payload sent = Payload.of(Update.PARAMS, zero);
        session.exchange(TRAIN, cohort, party -> new Seed(1), sent, party -> Payload.EMPTY, sink);
    }

    /** Notes who answered, and closes updates. */
    private static final class Notes implements UpdateSink {
        final List<Integer> order = new ArrayList<>();
        final List<String> failures = new ArrayList<>();
        final List<String> prints = new ArrayList<>();
        final List<Delivery> deliveries = new ArrayList<>();
        final Map<String, List<Integer>> examples = new TreeMap<>();

        @Override
        public void accept(Delivery delivery) {
            Update update = delivery.update();
            order.add(update.from().index());
            deliveries.add(delivery);
            examples.computeIfAbsent(update.from().name(), first -> new ArrayList<>())
                    .add(update.examples());
            if (update.payload().hasVector(Update.DELTA)) {
                prints.add(update.delta().fingerprint());
            }
            update.close();
        }

        @Override
        public void failed(Member party, PartyException cause) {
            order.add(party.index());
            failures.add(cause.getMessage());
            examples.computeIfAbsent(party.name(), first -> new ArrayList<>()).add(-1);
        }
    }

    @Test
    void deliversInPartyOrderWhateverTheArrival() {
        try (Session session = open(new Uneven())) {
            Notes notes = new Notes();
            exchange(session, notes, 0, 1, 2, 3, 4, 6);
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
            exchange(session, first, 0, 3, 5);
            exchange(session, second, 0, 3, 5);
            assertThat(second.prints).isEqualTo(first.prints).doesNotHaveDuplicates();
        }
    }

    @Test
    void aFailureTakesAPartyBackToTheEndOfItsLastFinishedRound() {
        try (Session session = open(new Counts())) {
            Notes notes = new Notes();
            exchange(session, notes, 0, 1, 2);
            session.finish();
            exchange(session, notes, 1, 2);
            session.finish();
            exchange(session, notes, 0, 1, 2);
            session.finish();
            assertThat(notes.examples)
                    .containsEntry("party-1", List.of(1, 2))
                    .containsEntry("party-2", List.of(1, 2, 3))
                    // forgets that it failed, too, and so fails again in what is its second round again
                    .containsEntry("party-3", List.of(1, -1, -1));
        }
    }

    @Test
    void aSnapshotBringsPartiesBackInAnotherSession() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Session session = open(new Counts())) {
            exchange(session, new Notes(), 0, 1);
            session.finish();
            exchange(session, new Notes(), 0); // not finished, and so not remembered
            session.snapshot(bytes);
        }
        try (Session session = open(new Counts())) {
            session.restore(new ByteArrayInputStream(bytes.toByteArray()));
            Notes notes = new Notes();
            exchange(session, notes, 0, 1, 3);
            assertThat(notes.examples)
                    .containsEntry("party-1", List.of(2))
                    .containsEntry("party-2", List.of(2))
                    .containsEntry("party-4", List.of(1));
        }
        try (Session session = open(new LocalSgd(0.1))) {
            exchange(session, new Notes(), 0, 1);
            session.finish();
            ByteArrayOutputStream nothing = new ByteArrayOutputStream();
            session.snapshot(nothing);
            assertThat(nothing.size()).isZero();
        }
    }

    @Test
    void aBadAnswerIsThatPartysFailure() {
        Map<String, String> said = new LinkedHashMap<>();
        for (String how : List.of("null", "foreign", "negative", "ended", "long", "infinite", "beside", "sneaky")) {
            try (Session session = open(new Bad(how))) {
                Notes notes = new Notes();
                exchange(session, notes, 1, 3);
                assertThat(notes.order).as(how).containsExactly(1, 3);
                assertThat(notes.failures).as(how).hasSize(2);
                said.put(how, notes.failures.get(0).replace("party-2 failed in round 1 while training: ", ""));
            }
        }
        String threw = "threw java.lang.IllegalStateException: ";
        assertThat(said)
                .containsEntry("null", threw + "its client answered null instead of an update")
                .containsEntry(
                        "foreign",
                        threw + "its client answered in the name of party-7; an update is from here.member()")
                .containsEntry("negative", threw + "its update stands for -1 examples; a number of rows is at least 0")
                .containsEntry("ended", threw + "its vector 'delta' has ended; send a copy()")
                .containsEntry("long", threw + "its delta has 2 numbers, but the model has 42 parameters")
                .containsEntry(
                        "infinite",
                        "its update holds NaN or infinite numbers; lower the learning rate or look at its rows")
                .containsEntry(
                        "beside",
                        "its update holds NaN or infinite numbers; lower the learning rate or look at its rows")
                .containsEntry("sneaky", "threw java.io.IOException: no disk");
    }

    @Test
    void asksAFilterBesideTheRoundsAndLeavesOutWhoDoesNotAnswer() {
        try (Session session = open(new Answers())) {
            Map<Member, Payload> to = new LinkedHashMap<>();
            for (int party : new int[] {5, 1, 0}) {
                to.put(session.members().get(party), Payload.EMPTY.and("x", party));
            }
            Map<Member, Payload> answers = new LinkedHashMap<>();
            List<String> reasons = new ArrayList<>();
            session.ask(TRAIN.step("double"), 0, party -> new Seed(1), to, new UpdateSink() {
                @Override
                public void accept(Delivery delivery) {
                    answers.put(delivery.update().from(), delivery.update().payload());
                    assertThat(delivery.bytesUp()).isPositive();
                    assertThat(delivery.bytesDown()).isPositive();
                }

                @Override
                public void failed(Member party, PartyException cause) {
                    reasons.add(cause.getMessage());
                }
            });
            assertThat(reasons)
                    .singleElement()
                    .asString()
                    .contains("party-2 failed in round 1 while answering 'double'", "no answer");
            assertThat(answers.keySet()).extracting(Member::index).containsExactly(0, 5);
            assertThat(answers.get(session.members().get(5)).number("double")).isEqualTo(10);
            assertThat(answers.get(session.members().get(5)).bytes("name")).isEqualTo("party-6".getBytes());
        }
    }

    @Test
    void knowsItsMembers() {
        try (Session session = open(new LocalSgd(0.1))) {
            assertThat(session.members())
                    .extracting(Member::name)
                    .startsWith("party-1")
                    .hasSize(7);
            assertThat(session.members().stream().mapToInt(Member::examples).sum())
                    .isEqualTo(parties.train().size());
        }
    }

    @Test
    void partiesScoreTheirOwnRows() {
        try (Session session = open(new LocalSgd(0.1))) {
            Map<Integer, Evaluation> scores = new TreeMap<>();
            Payload sent = Payload.of(Update.PARAMS, zero);
            UpdateSink sink = new UpdateSink() {
                @Override
                public void accept(Delivery delivery) {
                    scores.put(
                            delivery.update().from().index(),
                            Scoring.evaluation(delivery.update().payload(), softmax(), parties.shape()));
                }

                @Override
                public void failed(Member party, PartyException cause) {
                    throw cause;
                }
            };
            int[] all = {0, 1, 2, 3, 4, 5, 6};
            session.exchange(TRAIN.step(Turn.SCORE), all, party -> new Seed(1), sent, party -> Payload.EMPTY, sink);
            for (Party party : parties.all()) {
                // Zeros make the classes equally probable, and the first of them is taken.
                long first = Arrays.stream(party.rows())
                        .filter(row -> party.examples().target(row) == 0)
                        .count();
                Evaluation own = scores.get(party.index());
                assertThat(own.accuracy()).isEqualTo((double) first / party.size());
                assertThat(own.examples()).isEqualTo(party.size());
                assertThat(own.loss()).isCloseTo(Math.log(3), within(1e-6));
            }
        }
    }

    @Test
    void whatIsSentIsWeighedAlikeOnAllEngines() {
        try (Session session = open(new LocalSgd(0.1))) {
            Notes notes = new Notes();
            exchange(session, notes, 0, 6);
            int n = zero.length();
            assertThat(notes.deliveries).extracting(Delivery::bytesUp).containsOnly(4L * n + 48);
            assertThat(notes.deliveries).extracting(Delivery::bytesDown).containsOnly(4L * n + 40);
            assertThat(notes.deliveries).extracting(Delivery::norm).allMatch(norm -> norm > 0);
        }
    }

    @Test
    void anInterruptCancelsTheExchange() {
        try (Session session = open(new Uneven())) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> exchange(session, new Notes(), 0, 1, 2)).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
