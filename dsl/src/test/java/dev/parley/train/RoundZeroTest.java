package dev.parley.train;

import static dev.parley.Parley.dataset;
import static dev.parley.Parley.federation;
import static dev.parley.Parley.iid;
import static dev.parley.Parley.local;
import static dev.parley.Parley.logistic;
import static dev.parley.Parley.softmax;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Centralized;
import dev.parley.Parley;
import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.engine.loopback.Ear;
import dev.parley.engine.loopback.Loopback;
import dev.parley.message.Member;
import dev.parley.message.Turn;
import dev.parley.run.Run;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Statistics that parties tell before the first round go through the exchange, and are counted there. */
class RoundZeroTest {
    private static final class Counting implements Ear {
        final Map<String, Long> bytes = new ConcurrentHashMap<>();

        @Override
        public void up(Turn turn, Member from, byte[] message) {
            if (turn.step().equals(Turn.STATISTICS)) {
                assertThat(turn.round()).isZero();
                bytes.merge(from.name(), (long) message.length, Long::sum);
            }
        }
    }

    private static Map<String, Long> ledger(Run run) {
        Map<String, Long> told = new TreeMap<>();
        run.ledger().stream()
                .filter(row -> row.getInt("round") == 0)
                .forEach(row -> told.put(row.getString("party"), row.getLong("bytes")));
        return told;
    }

    @Test
    void theLedgerHasTheBytesThatAreHeard() {
        for (Parties parties : new Parties[] {
            dataset("iris").split(3, iid()),
            dataset("wine").features(dev.parley.feature.Features.none()).split(2, iid()),
            dataset("digits").split(4, iid()),
            dataset("iris").split(3, iid()).partyTest(0.2)
        }) {
            for (boolean federated : new boolean[] {true, false}) {
                Counting ear = new Counting();
                Loopback heard = new Loopback().heardBy(ear);
                Run run = federated
                        ? federation().rounds(1).on(heard).train(softmax(), parties)
                        : local().epochs(1).on(heard).train(softmax(), parties);

                assertThat(ear.bytes).hasSize(parties.size());
                assertThat(ledger(run)).isEqualTo(new TreeMap<>(ear.bytes));
            }
        }
    }

    @Test
    void imagesTellTheirClasses() {
        Counting ear = new Counting();
        Parties parties = dataset("fashion-mnist").split(3, dev.parley.Partitions.shards(2));
        federation()
                .rounds(1)
                .client(Parley.localSgd(0.1).batch(500))
                .on(new Loopback().heardBy(ear))
                .train(softmax(), parties);

        assertThat(ear.bytes).hasSize(3);
        assertThat(parties.shape().classes()).hasSize(10).contains("Ankle boot");
    }

    @Test
    void oneOwnerTellsNothing() {
        Dataset wine = dataset("wine");
        Counting ear = new Counting();
        Centralized plan = Parley.centralized().epochs(1);

        Run run = plan.on(new Loopback().heardBy(ear)).train(softmax(), wine);

        assertThat(ear.bytes).isEmpty();
        assertThat(ledger(run)).isEmpty();
    }

    @Test
    void aRunThatIsGoneOnWithAsksNoMore() {
        Counting ear = new Counting();
        Run half = federation()
                .rounds(4)
                .on(new Loopback().heardBy(ear))
                .onRound(round -> {
                    if (round.round() == 2) {
                        round.stop();
                    }
                })
                .train(logistic(), dataset("breast-cancer").split(3, iid()));
        Map<String, Long> once = Map.copyOf(ear.bytes);

        Run whole = half.resume();

        assertThat(whole.complete()).isTrue();
        assertThat(ear.bytes).isEqualTo(once);
        assertThat(ledger(whole)).isEqualTo(ledger(half));
    }
}
