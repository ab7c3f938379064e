package dev.parley.plan;

import static dev.parley.Parley.*;
import static dev.parley.Servers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.client.LocalSgd;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import org.junit.jupiter.api.Test;

/** A client that takes the server's step itself, beside a server that is to take it too. */
class OwnServerStepTest {
    private static final Parties IRIS = dataset("iris").split(3, iid());

    /** Local SGD whose coordinator's half moves the parameters. */
    private record Moves() implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, PartySide here) {
            return new LocalSgd(0.1).train(from, here);
        }

        @Override
        public boolean ownsServerStep() {
            return true;
        }

        @Override
        public String toString() {
            return "moves()";
        }
    }

    @Test
    void isRefusedWithAServerOfTheUsers() {
        assertThatThrownBy(() -> federation()
                        .client(new Moves())
                        .server(serverSgd(1).momentum(0.9))
                        .train(softmax(), IRIS))
                .isInstanceOf(PlanException.class)
                .hasMessage("moves() takes the server's step itself, but server(serverSgd(1).momentum(0.9)) was asked"
                        + " for; leave server(..) out, or take another client, such as localSgd(0.1)");
    }

    @Test
    void trainsWherePlainAveragingIsLeftOrSaid() {
        var plan = federation().rounds(1).client(new Moves());
        assertThat(plan.server(serverSgd(1)).train(softmax(), IRIS).fingerprint())
                .isEqualTo(plan.train(softmax(), IRIS).fingerprint());
    }
}
