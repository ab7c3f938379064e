package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Golden;
import dev.parley.aggregate.Mean;
import dev.parley.example.ArrayExamples;
import dev.parley.example.Party;
import dev.parley.example.Shape;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.CoordinatorDouble;
import dev.parley.filter.Fold;
import dev.parley.filter.Memories;
import dev.parley.filter.NotAsked;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.model.Learner;
import dev.parley.model.Softmax;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.num.VectorPool;
import dev.parley.optimizer.StepWeights;
import dev.parley.party.PartyState;
import dev.parley.party.Sides;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rounds of FedNova and FedDyn against public implementations run on the same inputs: golden/clients.json, within 1e-5.
 *
 * <p>Every step takes all rows, so that their order does not matter.
 */
class GoldenClientsTest {
    private final Softmax model = new Softmax();
    private final Memories coordinator = new Memories(new VectorPool());
    private final List<PartyState> states = new ArrayList<>();

    static Stream<JsonNode> fedNova() {
        return Golden.each(Golden.file("clients.json").get("fedNova"));
    }

    static Stream<JsonNode> fedDyn() {
        return Golden.each(Golden.file("clients.json").get("fedDyn"));
    }

    private static LocalSgd sgd(JsonNode golden) {
        return new LocalSgd(golden.get("rate").asDouble()).batch(100);
    }

    /** The parameters after a round from others on, with a client for each party that takes part. */
    private ParamVector after(int round, ParamVector x, JsonNode golden, Map<Integer, ClientAlgorithm> clients) {
        int population = golden.get("parties").size();
        while (states.size() < population) {
            states.add(new PartyState(new VectorPool()));
        }
        CoordinatorDouble like = CoordinatorDouble.of(round, population, 1, new Seed(1));
        CoordinatorDouble here =
                new CoordinatorDouble(like.turn(), population, x, new Seed(1), List.of(), coordinator, like.notes());
        ClientAlgorithm any = clients.values().iterator().next();
        Broadcast to = Broadcast.of(round, round, true, new Seed(42), x);
        try (Fold fold = new Mean().begin(here, List.of())) {
            Aggregate all = any.atCoordinator(to, here, new Trains(clients, golden, fold));
            coordinator.commit();
            return x.plus(all.delta());
        }
    }

    /** The exchange with parties that really train. */
    private final class Trains implements NotAsked {
        private final Map<Integer, ClientAlgorithm> clients;
        private final JsonNode golden;
        private final Fold fold;

        Trains(Map<Integer, ClientAlgorithm> clients, JsonNode golden, Fold fold) {
            this.clients = clients;
            this.golden = golden;
            this.fold = fold;
        }

        @Override
        public Aggregate with(Broadcast to) {
            clients.forEach((index, client) -> {
                ArrayExamples rows = ArrayExamples.of(golden.get("parties").get(index));
                Shape shape =
                        ArrayExamples.shape(rows.width(), golden.get("classes").asInt());
                Party party = rows.party();
                try (Learner learner = model.open(shape, client.batch())) {
                    fold.take(client.train(to, Sides.of(party, learner, states.get(index))));
                }
                states.get(index).finish();
            });
            return fold.end();
        }

        @Override
        public List<Member> cohort() {
            return List.of();
        }
    }

    private ParamVector start(JsonNode golden) {
        int width = golden.get("parties").get(0).get("sizes").get(0).asInt();
        Shape shape = ArrayExamples.shape(width, golden.get("classes").asInt());
        return ParamVector.of(model.layout(shape), Golden.floats(golden.get("start")));
    }

    @ParameterizedTest
    @MethodSource("fedNova")
    void fedNovaGoesWhereItsAuthorsStepsAndFedLabsServerGo(JsonNode golden) {
        int[] steps = Golden.ints(golden.get("steps"));
        double momentum = golden.get("momentum").asDouble();
        double mu = golden.get("mu").asDouble();
        double[] weights = Golden.doubles(golden.get("weights"));
        for (int i = 0; i < steps.length; i++) {
            double pull = golden.get("rate").asDouble() * mu;
            assertThat((float) new StepWeights(momentum, pull).sum(steps[i])).isEqualTo((float) weights[i]);
        }
        Map<Integer, ClientAlgorithm> clients = new TreeMap<>();
        IntStream.range(0, steps.length)
                .forEach(i -> clients.put(
                        i, new FedNova(mu, sgd(golden).momentum(momentum).epochs(steps[i]))));
        ParamVector x = start(golden);
        for (int round = 1; round <= golden.get("rounds").size(); round++) {
            x = after(round, x, golden, clients);
            assertThat(Golden.distance(
                            x.toArray(), Golden.doubles(golden.get("rounds").get(round - 1))))
                    .isLessThan(1e-5);
        }
    }

    @ParameterizedTest
    @MethodSource("fedDyn")
    void fedDynGoesWhereItsAuthorsCodeGoes(JsonNode golden) {
        FedDyn client = new FedDyn(
                golden.get("a").asDouble(),
                sgd(golden)
                        .epochs(golden.get("epochs").asInt())
                        .weightDecay(golden.get("weightDecay").asDouble()));
        ParamVector x = start(golden);
        for (int round = 1; round <= golden.get("rounds").size(); round++) {
            Map<Integer, ClientAlgorithm> drawn = new TreeMap<>();
            for (int party : Golden.ints(golden.get("drawn").get(round - 1))) {
                drawn.put(party, client);
            }
            x = after(round, x, golden, drawn);
            assertThat(Golden.distance(
                            x.toArray(), Golden.doubles(golden.get("rounds").get(round - 1))))
                    .as("round %d", round)
                    .isLessThan(1e-5);
        }
    }
}
