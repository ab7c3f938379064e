package dev.parley.run;

import static dev.parley.Parley.*;
import static dev.parley.Servers.*;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DivergenceTest {
    @Test
    void aNumberThatIsFarOffIsSaid() {
        Run run = federation()
                .rounds(5)
                .client(localSgd(0.9))
                .train(linear(), dataset("diabetes").split(3, iid()));

        assertThat(run.r2()).isLessThan(-10);
        assertThat(run.toString())
                .contains("the training diverged: its errors are ")
                .contains("times the targets' spread; lower the learning rate (now 0.9, with serverSgd(1))");
    }

    @Test
    void classesThatAreFarOffAreSaid() {
        Run run = federation()
                .rounds(20)
                .server(serverSgd(50))
                .train(mlp(20), dataset("wine").split(3, iid()));

        assertThat(run.toString())
                .contains("the training diverged: its loss is ")
                .contains("with serverSgd(50)");
    }

    @Test
    void ordinaryTrainingsAreNot() {
        assertThat(Divergence.of(federation()
                        .rounds(3)
                        .train(linear(), dataset("diabetes").split(3, iid()))))
                .isEmpty();
        assertThat(Divergence.of(
                        local().epochs(40).train(mlp(50), dataset("wine").split(5, dirichlet(0.1)))))
                .isEmpty();
    }
}
