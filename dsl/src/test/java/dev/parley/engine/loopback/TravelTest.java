package dev.parley.engine.loopback;

import static dev.parley.Clients.*;
import static dev.parley.Parley.*;
import static dev.parley.Privacy.*;
import static dev.parley.Rules.*;
import static dev.parley.Servers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Trainer;
import dev.parley.client.LocalSgd;
import dev.parley.data.Parties;
import dev.parley.engine.threads.Threads;
import dev.parley.example.Party;
import dev.parley.fault.PlanException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.run.Run;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All that travels, heard: the same bits, the bytes of the tables, and no row. */
class TravelTest {
    private static final Parties PARTIES = dataset("breast-cancer").split(4, dirichlet(0.5));

    static Stream<Named<Trainer<?>>> plans() {
        return Stream.of(
                plan("plain", federation().rounds(3)),
                plan("some", federation().rounds(3).participation(0.5).aggregate(mean())),
                plan("fedProx", federation().rounds(3).client(fedProx(0.1))),
                plan("scaffold", federation().rounds(3).client(scaffold())),
                plan(
                        "AdamW that remembers",
                        federation().rounds(3).client(localAdamW(0.01).keepState())),
                plan("fedAdam", federation().rounds(3).server(fedAdam(0.01))),
                plan("trimmed mean", federation().rounds(3).aggregate(trimmedMean(0.25))),
                plan("a rule of one's own", federation().rounds(3).aggregate(updates -> updates.mean(u -> 1))),
                plan("clip and noise", federation().rounds(3).filter(clip(0.1)).filter(aggregateNoise(0.01))),
                plan("scores", federation().rounds(3).evaluateParties(1)),
                plan("local", local().epochs(3)),
                plan("distributed", distributed().workers(3).epochs(1)),
                plan("centralized", centralized().epochs(3)));
    }

    private static Named<Trainer<?>> plan(String name, Trainer<?> plan) {
        return Named.of(name, plan);
    }

    /** Keeps all that it hears. */
    private static final class Keeping implements Ear {
        final AtomicLong down = new AtomicLong();
        final AtomicLong up = new AtomicLong();
        final List<byte[]> messages = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void down(Turn turn, Member to, byte[] bytes) {
            heard(turn, bytes, down);
        }

        @Override
        public void up(Turn turn, Member from, byte[] bytes) {
            heard(turn, bytes, up);
        }

        private void heard(Turn turn, byte[] bytes, AtomicLong sum) {
            messages.add(bytes);
            if (turn.round() > 0) {
                sum.addAndGet(bytes.length);
            }
        }
    }

    private static <S extends Trainer<S>> Run train(Trainer<S> plan, dev.parley.engine.Engine where) {
        return plan.on(where).train(logistic(), PARTIES);
    }

    @ParameterizedTest
    @MethodSource("plans")
    void bytesLeadToTheBitsOfThreadsAndAreThoseOfTheTables(Trainer<?> plan) {
        Keeping ear = new Keeping();

        Run heard = train(plan, new Loopback().heardBy(ear));

        assertThat(heard.fingerprint()).isEqualTo(train(plan, new Threads(1)).fingerprint());
        assertThat(heard.rounds().stream().mapToLong(round -> round.bytesUp()).sum())
                .isEqualTo(ear.up.get());
        assertThat(heard.rounds().stream().mapToLong(round -> round.bytesDown()).sum())
                .isEqualTo(ear.down.get());
    }

    @ParameterizedTest
    @MethodSource("plans")
    void noRowIsHeard(Trainer<?> plan) {
        Keeping ear = new Keeping();
        train(plan, new Loopback().heardBy(ear));

        for (Party party : PARTIES.all()) {
            float[] row = new float[4];
            float[] whole = new float[party.examples().width()];
            party.examples().read(new int[] {0}, 0, 1, whole);
            System.arraycopy(whole, 0, row, 0, row.length);
            assertThat(ear.messages).noneMatch(message -> holds(message, row));
        }
    }

    /** Whether four floats stand side by side in a message. */
    private static boolean holds(byte[] message, float[] row) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + Float.BYTES * row.length <= message.length; at++) {
            boolean same = true;
            for (int i = 0; i < row.length && same; i++) {
                same = in.getFloat(at + Float.BYTES * i) == row[i];
            }
            if (same) {
                return true;
            }
        }
        return false;
    }

    /** Tells its first row. */
    private record Talks() implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, PartySide here) {
            float[] row = new float[here.party().examples().width()];
            here.party().examples().read(new int[] {0}, 0, 1, row);
            ByteBuffer told = ByteBuffer.allocate(Float.BYTES * row.length).order(ByteOrder.LITTLE_ENDIAN);
            told.asFloatBuffer().put(row);
            Update update = new LocalSgd(0.1).train(from, here);
            return update.carrying(update.payload().and("row", told.array()));
        }
    }

    @Test
    void aRowThatIsSentWouldBeHeard() {
        dev.parley.Engines.register(Talks.class);
        Keeping ear = new Keeping();
        train(federation().rounds(1).client(new Talks()), new Loopback().heardBy(ear));
        float[] row = new float[PARTIES.party(0).examples().width()];
        PARTIES.party(0).examples().read(new int[] {0}, 0, 1, row);

        assertThat(ear.messages).anyMatch(message -> holds(message, row));
    }

    /** Nobody has registered it. */
    private record Unknown() implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, PartySide here) {
            return new LocalSgd(0.1).train(from, here);
        }
    }

    @Test
    void aClientThatIsNotRegisteredIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> train(federation().rounds(1).client(new Unknown()), new Loopback()))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("register(Unknown.class)");
        assertThatThrownBy(() -> train(
                        federation().rounds(1).client((from, here) -> new LocalSgd(0.1).train(from, here)),
                        new Loopback()))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("make it a record, or train on(threads(n))");
    }
}
