package dev.parley.train;

import static dev.parley.Cohorts.*;
import static dev.parley.Parley.*;
import static dev.parley.Privacy.*;
import static dev.parley.Scaling.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Federation;
import dev.parley.fault.PlanException;
import dev.parley.run.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A private run's file: it has the account, is gone on with, and is not replayed unless as a test. */
class PrivateRunFileTest {
    @TempDir
    Path folder;

    private static Federation plan() {
        return federation()
                .rounds(6)
                .participation(poisson(0.5))
                .aggregate(mean())
                .privacy(centralDp(adaptiveClip(0.5), noise(0.9)));
    }

    private Run stopped() {
        return plan().onRound(view -> {
                    if (view.round() == 2) {
                        view.stop();
                    }
                })
                .train(softmax(), dataset("digits").features(range(0, 16)).split(20, iid()));
    }

    @Test
    void theFileHasTheAccountAndItGoesOn() {
        String path = folder.resolve("private.json").toString();
        Run two = stopped();
        save(two, path);
        Run opened = load(path);
        assertThat(opened.privacy()).hasToString(two.privacy().toString());
        assertThat(opened.privacy().epsilon())
                .isEqualTo(epsilonFor(noise(0.9), delta(1e-5))
                        .rounds(2)
                        .sampling(0.5)
                        .pld());
        Run six = opened.resume();
        assertThat(six.rounds()).hasSize(6);
        assertThat(six.privacy().epsilon())
                .isEqualTo(epsilonFor(noise(0.9), delta(1e-5))
                        .rounds(6)
                        .sampling(0.5)
                        .pld());
        assertThat(six.table().doubleColumn("clip norm").get(2))
                .isEqualTo(two.parts().outcome().state().coordinator().numbers().get("centralDp/clip norm"));
    }

    @Test
    void aCheckpointHasTheAccountSoFar() {
        String path = folder.resolve("checkpoint.json").toString();
        Federation failing = plan().rounds(3).checkpoint(path, every(1)).onRound(view -> {
            if (view.round() == 2) {
                throw new IllegalStateException("the cell fails");
            }
        });
        assertThatThrownBy(() -> failing.train(
                        softmax(), dataset("digits").features(range(0, 16)).split(20, iid())))
                .hasMessageContaining("the cell fails");
        Run opened = load(path);
        assertThat(opened.privacy().epsilon())
                .isEqualTo(epsilonFor(noise(0.9), delta(1e-5))
                        .rounds(2)
                        .sampling(0.5)
                        .pld());
        assertThat(opened.resume().privacy().epsilon())
                .isEqualTo(epsilonFor(noise(0.9), delta(1e-5))
                        .rounds(3)
                        .sampling(0.5)
                        .pld());
    }

    @Test
    void itIsNotReplayedUnlessAsATest() {
        String path = folder.resolve("private.json").toString();
        Run two = stopped();
        save(two, path);
        assertThatThrownBy(() -> replay(path))
                .isInstanceOf(PlanException.class)
                .hasMessage("replay(\"" + path
                        + "\") would repeat cohorts and noise, but 'federation' drew them secretly, and a"
                        + " private training does not repeat; load(\"" + path + "\") opens its results, and replay(\""
                        + path
                        + "\", notPrivate()) trains its plan as a test, with noise that protects nobody");
        Run once = replay(path, notPrivate());
        Run again = replay(path, notPrivate());
        assertThat(again.fingerprint()).isEqualTo(once.fingerprint()).isNotEqualTo(two.fingerprint());
        assertThat(once.privacy().toString()).startsWith("not private: ");
        assertThat(once.plan())
                .hasToString("federation().rounds(6).participation(poisson(0.5)).aggregate(mean())"
                        + ".privacy(centralDp(adaptiveClip(0.5), noise(0.9)).seededForTests())");
    }
}
