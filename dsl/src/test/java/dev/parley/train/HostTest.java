package dev.parley.train;

import static dev.parley.Parley.dataset;
import static dev.parley.Parley.federation;
import static dev.parley.Parley.iid;
import static dev.parley.Parley.lastRun;
import static dev.parley.Parley.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.data.Parties;
import dev.parley.engine.threads.Threads;
import dev.parley.fault.PlanException;
import dev.parley.filter.End;
import dev.parley.result.RoundEvent;
import dev.parley.run.Run;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Display, engine and latest run belong to the host that was opened last, and come back when it closes. */
class HostTest {
    private static final Parties FLOWERS = dataset("iris").split(3, iid());

    private static Run train() {
        return federation().rounds(1).train(softmax(), FLOWERS);
    }

    @Test
    void aHostHasADisplayAnEngineAndALatestRunOfItsOwn() {
        Run before = train();
        List<RoundEvent> shown = new ArrayList<>();
        int[] asked = {0};
        try (Host host = Host.open().display(() -> shown::add).engine((program, roster) -> {
            asked[0]++;
            return new Threads(1).open(program, roster);
        })) {
            assertThatThrownBy(Host.current()::lastRun)
                    .isInstanceOf(PlanException.class)
                    .hasMessage("lastRun() has nothing to show: nothing was trained yet");
            Run inside = train();
            assertThat(lastRun()).isSameAs(inside).isSameAs(host.lastRun());
            assertThat(shown).first().isInstanceOf(RoundEvent.Started.class);
            assertThat(shown).last().isEqualTo(new RoundEvent.Ended(1, new End.Complete()));
            assertThat(asked[0]).isEqualTo(1);
        }
        assertThat(lastRun()).isSameAs(before);
        int events = shown.size();
        train();
        assertThat(shown).hasSize(events);
        assertThat(asked[0]).isEqualTo(1);
        assertThat(Host.current().engine()).isEqualTo(Threads.allCores());
    }

    @Test
    void hostsCloseInAnyOrder() {
        Host own = Host.current();
        Host first = Host.open();
        Host second = Host.open();
        first.close();
        assertThat(Host.current()).isSameAs(second);
        second.close();
        assertThat(Host.current()).isSameAs(own);
        second.close();
        assertThat(Host.current()).isSameAs(own);
    }

    @Test
    void aTrainingStaysWithTheHostItBeganIn() {
        List<RoundEvent> shown = new ArrayList<>();
        Host host = Host.open().display(() -> shown::add);
        Run run = federation().rounds(2).onRound(round -> host.close()).train(softmax(), FLOWERS);
        assertThat(Host.current()).isNotSameAs(host);
        assertThat(host.lastRun()).isSameAs(run);
        assertThat(shown).last().isEqualTo(new RoundEvent.Ended(2, new End.Complete()));
    }

    @Test
    void theProcesssOwnHostStays() {
        assertThatThrownBy(Host.current()::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the process's own host cannot be closed; close those that open() gave");
    }
}
