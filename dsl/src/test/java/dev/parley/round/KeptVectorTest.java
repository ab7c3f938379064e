package dev.parley.round;

import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.data.Parties;
import dev.parley.num.ParamVector;
import dev.parley.run.Run;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vectors that a user's rule keeps beyond their round. */
class KeptVectorTest {
    private static final String OVER =
            "this vector of 15 parameters was closed, or ended with its round, and its memory "
                    + "is used again; keep a copy before that: update.delta().copy()";

    private final Parties irises = dataset("iris").split(3, iid());
    private final List<ParamVector> kept = new ArrayList<>();

    @Test
    void anUpdateThatARuleReadsInTheNextRoundThrows() {
        assertThatThrownBy(() -> federation()
                        .rounds(3)
                        .aggregate(updates -> {
                            kept.add(updates.list().get(0).delta());
                            return updates.mean().plus(kept.get(0));
                        })
                        .train(softmax(), irises))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(OVER);
        assertThat(lastRun().stopped()).isEqualTo("failed in round 2");
    }

    @Test
    void anUpdateOfAnEarlierRoundIsNoResult() {
        assertThatThrownBy(() -> federation()
                        .rounds(3)
                        .aggregate(updates -> {
                            kept.add(updates.list().get(0).delta());
                            return kept.get(0);
                        })
                        .train(softmax(), irises))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(OVER);
        assertThat(lastRun().stopped()).isEqualTo("failed in round 2");
    }

    @Test
    void anUpdateIsOverWhenTheTrainingIs() {
        federation()
                .rounds(1)
                .aggregate(updates -> {
                    updates.forEach(update -> kept.add(update.delta()));
                    return updates.mean();
                })
                .train(softmax(), irises);
        assertThat(kept)
                .hasSize(3)
                .allSatisfy(vector -> assertThatThrownBy(() -> vector.at(0)).hasMessage(OVER));
    }

    @Test
    void aCopyServesInEveryRound() {
        Run run = federation()
                .rounds(3)
                .aggregate(updates -> {
                    kept.add(updates.list().get(0).delta().copy());
                    return updates.mean().plus(kept.get(0));
                })
                .train(softmax(), irises);
        assertThat(run.complete()).isTrue();
        assertThat(kept).hasSize(3).allMatch(ParamVector::isFinite);
    }
}
