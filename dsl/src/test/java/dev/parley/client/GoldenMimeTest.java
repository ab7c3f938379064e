package dev.parley.client;

import static dev.parley.Clients.*;
import static dev.parley.Parley.*;
import static dev.parley.Partitions.*;
import static dev.parley.Scaling.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Golden;
import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.filter.ClientAlgorithm;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Rounds of Mime and MimeLite against FedJAX's in float64: golden/mime.json, within 1e-5. */
class GoldenMimeTest {
    private static final JsonNode FILE = Golden.file("mime.json");
    private static final Parties PARTIES = parties();

    private static Parties parties() {
        int features = FILE.get("features").asInt();
        StringColumn site = StringColumn.create("site");
        StringColumn y = StringColumn.create("y");
        List<DoubleColumn> x = IntStream.range(0, features)
                .mapToObj(i -> DoubleColumn.create("x" + i))
                .toList();
        List<JsonNode> parties = Golden.each(FILE.get("parties")).toList();
        for (int party = 0; party < parties.size(); party++) {
            double[] values = Golden.doubles(parties.get(party).get("x"));
            int[] classes = Golden.ints(parties.get(party).get("y"));
            for (int row = 0; row < classes.length; row++) {
                site.append("site-" + party);
                y.append("class-" + classes[row]);
                for (int i = 0; i < features; i++) {
                    x.get(i).append(values[row * features + i]);
                }
            }
        }
        Table table = Table.create("golden", y, site);
        x.forEach(table::addColumns);
        Dataset rows = data(table).target("y").features(none());
        return rows.testRows(data(table).target("y")).split(byColumn("site"));
    }

    static Stream<Arguments> cases() {
        return Golden.each(FILE.get("cases")).map(golden -> Arguments.of(client(golden), golden.get("after")));
    }

    private static ClientAlgorithm client(JsonNode golden) {
        return golden.get("word").asText().equals("mime") ? steps(mime(), golden) : steps(mimeLite(), golden);
    }

    private static <C extends Mimicking<C>> C steps(C client, JsonNode golden) {
        double rate = golden.get("lr").asDouble();
        C base = golden.has("adam")
                ? client.adam(rate)
                : client.rate(rate).momentum(golden.get("momentum").asDouble());
        return base.epochs(golden.get("steps").asInt())
                .batch(100)
                .weightDecay(golden.get("weightDecay").asDouble());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void endsEachRoundWhereFedJaxDoes(ClientAlgorithm client, JsonNode after) {
        List<float[]> rounds = new ArrayList<>();
        federation()
                .rounds(after.size())
                .client(client)
                .onRound(round -> rounds.add(round.params().toArray()))
                .train(softmax(), PARTIES);
        for (int round = 0; round < after.size(); round++) {
            assertThat(Golden.distance(rounds.get(round), Golden.doubles(after.get(round))))
                    .as("round %d", round + 1)
                    .isLessThan(1e-5);
        }
    }
}
