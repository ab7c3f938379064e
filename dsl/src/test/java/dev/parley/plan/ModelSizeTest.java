package dev.parley.plan;

import static dev.parley.Clients.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.model.Model;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Models that do not fit, and batches that teach nothing: said before any work is done. */
class ModelSizeTest {
    private static final Parties IRIS = dataset("iris").split(3, iid());

    @Test
    void aModelThatDoesNotFitIsRefusedBeforeItIsAllocated() {
        assertThatThrownBy(() -> federation().train(mlp(46_000, 46_000), IRIS))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("mlp(46000, 46000) has 2,116,"
                        + "414,003 parameters x 4 bytes, 8.5 GB. A training holds four such vectors or more, and begins with"
                        + " its largest array, 8.5 GB, in Java's memory; here are ")
                .hasMessageEndingWith(" of them for Java; make its layers smaller");
        Model small = mlp(100);
        assertThatCode(() -> ModelSize.check(small, small.layout(IRIS.shape()), 20_000, 20_000))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ModelSize.check(small, small.layout(IRIS.shape()), 10_000, 20_000))
                .hasMessageStartingWith("mlp(100) has 803 parameters x 4 bytes, 0.0 GB.");
        assertThatThrownBy(() -> ModelSize.check(small, small.layout(IRIS.shape()), 20_000, 1_000))
                .isInstanceOf(PlanException.class);
    }

    @Test
    void batchesOfOneRowAreRefusedOrSaid() {
        Model net = sequential(dense(4), batchNorm(), relu(), dense());
        assertThatThrownBy(() -> federation().client(localSgd(0.1).batch(1)).train(net, IRIS))
                .isInstanceOf(PlanException.class)
                .hasMessage(net
                        + " normalizes a batch by its own mean and variance, and batch(1) has none to learn from; say"
                        + " batch(8) or more");
        List<String> notes = new ArrayList<>();
        // 40 rows a party: 39 and one
        federation()
                .rounds(1)
                .client(localSgd(0.1).batch(39))
                .listen(event -> {
                    if (event instanceof dev.parley.result.RoundEvent.Started started) {
                        notes.addAll(started.notes());
                    }
                })
                .train(net, IRIS);
        assertThat(notes)
                .contains("batchNorm: the last batch of 3 parties has one row, which normalizes to nothing and teaches"
                        + " nothing; another batch(n) leaves none");
        assertThatCode(() ->
                        federation().rounds(1).client(localSgd(0.1).batch(1)).train(mlp(3), IRIS))
                .doesNotThrowAnyException();
    }
}
