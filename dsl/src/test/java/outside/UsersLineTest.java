package outside;

import static dev.parley.Parley.dataset;
import static dev.parley.Parley.federation;
import static dev.parley.Parley.iid;
import static dev.parley.Parley.logistic;
import static dev.parley.Rules.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.Federation;
import dev.parley.data.Parties;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A failure in code that is not the library's shows that code's lines, in plain Java as in a notebook. */
class UsersLineTest {
    private static final Parties HOSPITALS = dataset("breast-cancer").split(3, iid());

    @Test
    void aFailureInALambdaShowsWhereItWasThrownAndWhereTheTrainingWasAsked() {
        for (Federation plan : new Federation[] {
            federation().onRound(round -> fail()),
            federation().aggregate(named("mine", updates -> {
                fail();
                return updates.mean();
            })),
            federation().listen(event -> fail())
        }) {
            Throwable thrown = catchThrowable(() -> asked(plan));
            assertThat(thrown).isInstanceOf(IllegalStateException.class).hasMessage("mine");
            for (Throwable each : new Throwable[] {thrown, thrown.getCause()}) {
                String[] frames = Arrays.stream(each.getStackTrace())
                        .filter(frame -> frame.getClassName().equals(UsersLineTest.class.getName()))
                        .map(frame -> frame.getMethodName().replaceAll("\\$[0-9]+$", ""))
                        .toArray(String[]::new);
                assertThat(frames).startsWith("fail").containsSubsequence("fail", "asked");
                assertThat(each.getStackTrace())
                        .noneMatch(frame -> frame.getClassName().startsWith("dev.parley."));
            }
        }
    }

    @Test
    void aRefusalBeginsWhereTheTrainingWasAsked() {
        Throwable refused = catchThrowable(() -> asked(federation().cohort(9)));
        assertThat(refused.getStackTrace()[0].getMethodName()).isEqualTo("asked");
    }

    private static void asked(Federation plan) {
        plan.train(logistic(), HOSPITALS);
    }

    private static void fail() {
        throw new IllegalStateException("mine", new RuntimeException("beneath"));
    }
}
