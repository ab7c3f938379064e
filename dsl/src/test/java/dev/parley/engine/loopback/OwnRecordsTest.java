package dev.parley.engine.loopback;

import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Federation;
import dev.parley.client.LocalSgd;
import dev.parley.compress.BitReader;
import dev.parley.compress.BitWriter;
import dev.parley.compress.Compressor;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.filter.Answer;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.filter.Place;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.num.Seed;
import dev.parley.run.Run;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients and filters of one's own, where everything has to travel. */
class OwnRecordsTest {
    private static final Parties HOSPITALS = dataset("breast-cancer").split(3, iid());

    @TempDir
    Path folder;

    private static Federation plan() {
        return federation().rounds(3);
    }

    private static void assertRefused(Federation plan, String message) {
        assertThatThrownBy(() -> plan.on(loopback()).train(logistic(), HOSPITALS))
                .isInstanceOf(PlanException.class)
                .hasMessage(message);
        assertThat(plan.on(threads(2)).train(logistic(), HOSPITALS).complete()).isTrue();
    }

    /** A client that nobody has registered. */
    record Unknown(double rate) implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, PartySide here) {
            return new LocalSgd(rate).train(from, here);
        }
    }

    @Test
    void aClientThatIsNotRegisteredIsToldHowToBe() {
        assertRefused(
                plan().client(new Unknown(0.2)),
                "client(..) is Unknown[rate=0.2], which runs at the parties and is code that cannot travel; say"
                        + " register(Unknown.class) once before the training, and let each party have the class");
    }

    @Test
    void aRunOfAClientThatIsNotRegisteredIsKeptByNameAndNotReplayed() {
        Run run = plan().client(new Unknown(0.2)).train(logistic(), HOSPITALS);
        String path = folder.resolve("mine").toString();
        save(run, path);
        assertThat(load(path).fingerprint()).isEqualTo(run.fingerprint());
        assertThatThrownBy(() -> replay(path))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("Unknown[rate=0.2]")
                .hasMessageEndingWith("which is code, and a file holds only its name; train with it anew");
    }

    /** A filter that nobody has registered. */
    record Stranger(int n) implements Filter {
        @Override
        public Place place() {
            return Place.BOUND;
        }
    }

    @Test
    void aFilterThatIsNotRegisteredIsToldHowToBe() {
        assertRefused(
                plan().filter(new Stranger(3)),
                "filter(..) is Stranger[n=3], which runs at the parties and is code that cannot travel; say"
                        + " register(Stranger.class) once before the training, and let each party have the class");
    }

    @Test
    void aClientThatIsALambdaIsToldToBeARecord() {
        ClientAlgorithm lambda = (from, here) -> new LocalSgd(0.1).train(from, here);
        assertRefused(
                plan().client(lambda),
                "client(..) is " + lambda
                        + ", which runs at the parties and is code that cannot travel; make it a record, or train"
                        + " on(threads(n))");
    }

    /** One that was registered, with parts of all kinds. */
    record Known(double rate, int epochs, boolean twice, String why, List<LocalSgd> steps) implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, PartySide here) {
            return steps.get(0).epochs(twice ? 2 * epochs : epochs).rate(rate).train(from, here);
        }
    }

    /** A filter that was registered. */
    record Halves(double factor) implements Filter {
        @Override
        public Place place() {
            return Place.ANSWER;
        }

        @Override
        public Update atParty(Broadcast from, PartySide here, Answer inner) {
            Update answer = inner.to(from, here);
            answer.delta().scale(factor);
            return answer;
        }
    }

    @Test
    void whatIsRegisteredTravelsAndIsReplayed() {
        register(Known.class);
        register(Halves.class);
        Federation plan = plan().client(new Known(0.3, 1, true, "so", List.of(new LocalSgd(0.1))))
                .filter(new Halves(0.5));
        Run run = plan.on(loopback()).train(logistic(), HOSPITALS);
        assertThat(run.fingerprint())
                .isEqualTo(plan.on(threads(1)).train(logistic(), HOSPITALS).fingerprint())
                .isEqualTo(plan().client(localSgd(0.3).epochs(2))
                        .filter(new Halves(0.5))
                        .train(logistic(), HOSPITALS)
                        .fingerprint());
        String path = folder.resolve("known").toString();
        save(run, path);
        assertThat(load(path).plan()).isEqualTo(plan.plan());
        assertThat(replay(path).fingerprint()).isEqualTo(run.fingerprint());
    }

    /** A compressor of one's own: every second number, twice. */
    record EverySecond(int from) implements Compressor {
        @Override
        public void write(float[] values, int[] ends, Seed seed, BitWriter to) {
            for (int i = from; i < ends[ends.length - 1]; i += 2) {
                to.number(2 * values[i]);
            }
        }

        @Override
        public void read(BitReader in, int[] ends, Seed round, float[] into) {
            Arrays.fill(into, 0, ends[ends.length - 1], 0);
            for (int i = from; i < ends[ends.length - 1]; i += 2) {
                into[i] = in.number();
            }
        }

        @Override
        public boolean feedback() {
            return true;
        }
    }

    @Test
    void aCompressorOfOnesOwnIsToldToRegisterAndThenTravels() {
        Federation plan = plan().compress(new EverySecond(1));
        assertRefused(
                plan,
                "compress(..) is EverySecond[from=1], which runs at the parties and is code that cannot travel; say"
                        + " register(EverySecond.class) once before the training, and let each party have the class");
        String path = folder.resolve("second").toString();
        save(plan.train(logistic(), HOSPITALS), path);
        assertThatThrownBy(() -> replay(path))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("the run was trained with compress(EverySecond[from=1]), which is code");
        register(EverySecond.class);
        Run run = plan.on(loopback()).train(logistic(), HOSPITALS);
        assertThat(plan.on(threads(1)).train(logistic(), HOSPITALS).fingerprint())
                .isEqualTo(run.fingerprint());
        save(run, path);
        assertThat(replay(path).fingerprint()).isEqualTo(run.fingerprint());
    }

    /** Registered, but one of its parts is no value. */
    record Tallies(AtomicInteger calls) implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, PartySide here) {
            calls.incrementAndGet();
            return new LocalSgd(0.1).train(from, here);
        }
    }

    @Test
    void aRecordWithAPartThatIsNoValueIsToldSo() {
        register(Tallies.class);
        assertRefused(
                plan().client(new Tallies(new AtomicInteger())),
                "client(..) is Tallies[calls=0], which runs at the parties and is code that cannot travel; make it of"
                        + " numbers, texts, lists and records alone, or train on(threads(n))");
    }

    /** Bears a name that Parley has. */
    record FedProx() implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, PartySide here) {
            throw new AssertionError("it is never trained");
        }
    }

    @Test
    void aNameThatParleyHasIsRefused() {
        assertThatThrownBy(() -> register(FedProx.class))
                .isInstanceOf(PlanException.class)
                .hasMessage("register(FedProx.class) gives a record named FedProx, but there is one of that name"
                        + " already; give yours another name");
    }
}
