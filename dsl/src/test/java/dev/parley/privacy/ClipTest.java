package dev.parley.privacy;

import static dev.parley.Parley.*;
import static dev.parley.Privacy.clip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.client.LocalSgd;
import dev.parley.data.Parties;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.CoordinatorDouble;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import dev.parley.num.Seed;
import dev.parley.result.PartyResult;
import dev.parley.run.Run;
import org.junit.jupiter.api.Test;

class ClipTest {
    private static final Layout LAYOUT = Layout.empty().then("w", 3).then("running", Role.STATISTIC, 2);

    private static Update update(float[] delta, float[] more) {
        Payload payload = Payload.of(Update.DELTA, ParamVector.of(LAYOUT, delta))
                .and("control", ParamVector.of(LAYOUT, more))
                .and("loss", 7);
        return new Update(CoordinatorDouble.members(1).get(0), 10, payload, Work.NONE);
    }

    private static Update arrived(double norm, Update update) {
        return new Clip(norm).arrived(update, CoordinatorDouble.of(1, 4, 5, new Seed(1)));
    }

    @Test
    void boundsTheNormOverTheLearnedArraysOfAllVectorsTogether() {
        Update one = arrived(1, update(new float[] {3, 0, 0, 100, 200}, new float[] {0, 4, 0, 300, 400}));

        // the norm of (3, 4) is 5
        assertThat(one.delta().toArray()).containsExactly(new float[] {0.6f, 0, 0, 100, 200}, within(1e-6f));
        assertThat(one.vector("control").toArray()).containsExactly(new float[] {0, 0.8f, 0, 300, 400}, within(1e-6f));
        assertThat(one.payload().number("loss")).isEqualTo(7);
    }

    @Test
    void leavesWhatIsWithinTheBoundAsItIs() {
        float[] delta = {0.1f, -0.2f, 0.3f, 9, 9};
        float[] more = {0.4f, 0, 0, 9, 9};

        Update one = arrived(1, update(delta, more));

        assertThat(one.delta().toArray()).isEqualTo(delta);
        assertThat(one.vector("control").toArray()).isEqualTo(more);
    }

    @Test
    void everyUpdateOfARunIsWithinTheBound() {
        Run run = federation()
                .rounds(2)
                .filter(clip(0.05))
                .train(softmax(), dataset("iris").split(4, iid()));

        for (PartyResult each : run.rounds().get(1).parties()) {
            assertThat(each.deltaNorm()).isCloseTo(0.05, within(1e-6));
        }
        assertThat(federation()
                        .rounds(2)
                        .train(softmax(), dataset("iris").split(4, iid()))
                        .rounds()
                        .get(1)
                        .parties()
                        .get(0)
                        .deltaNorm())
                .isGreaterThan(0.075);
    }

    /** Sends a delta as large as it likes past the filter's half at the party. */
    private record Careless() implements dev.parley.filter.Filter {
        @Override
        public dev.parley.filter.Place place() {
            return dev.parley.filter.Place.ANSWER;
        }

        @Override
        public Update atParty(Broadcast from, PartySide here, dev.parley.filter.Answer inner) {
            Update honest = inner.to(from, here);
            honest.delta().scale(1e6);
            return honest;
        }
    }

    @Test
    void isDoneAgainOnArrival() {
        Parties parties = dataset("iris").split(1, iid());
        ClientAlgorithm client = new LocalSgd(0.1);
        Run run = federation()
                .rounds(1)
                .client(client)
                .filter(new Careless())
                .filter(clip(0.05))
                .train(softmax(), parties);
        ParamVector start = softmax().initial(parties.shape(), new Seed(42));

        assertThat(run.parts().outcome().params().get(0).minus(start).norm()).isCloseTo(0.05, within(1e-6));
        assertThat(run.rounds().get(0).parties().get(0).deltaNorm()).isGreaterThan(1000);
    }
}
