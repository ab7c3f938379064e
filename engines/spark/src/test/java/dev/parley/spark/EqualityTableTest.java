package dev.parley.spark;

import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static dev.parley.spark.Spark.spark;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Federation;
import dev.parley.data.Parties;
import dev.parley.engine.Engine;
import dev.parley.model.Model;
import dev.parley.run.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One table of equal fingerprints: every plan of {@link SameBitsTest} on threads, in this process, on one executor and on
 * four, and on four of which one is killed after the first round. Written to target/fingerprints.md.
 */
@Tag("large")
class EqualityTableTest {
    private static final String ONE = "local-cluster[1,2,1024]";
    private static final String FOUR = "local-cluster[4,1,1024]";
    private static final Map<String, List<String>> TABLE = new LinkedHashMap<>();

    private record Place(String name, Engine engine, int executors, boolean killed) {}

    @BeforeAll
    static void home() {
        SparkHome.make();
    }

    static List<Place> places() {
        return List.of(
                new Place("threads(1)", threads(1), 0, false),
                new Place("threads(4)", threads(4), 0, false),
                new Place("loopback", loopback(), 0, false),
                new Place("local[2]", spark("local[2]"), 0, false),
                new Place("1 executor of 2 cores", spark(ONE), 1, false),
                new Place("4 executors", spark(FOUR), 4, false),
                new Place("4, one killed", spark(FOUR), 4, true));
    }

    private static List<ProcessHandle> executors() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void comesToTheSameBits(Place place) {
        SameBitsTest.plans()
                .map(org.junit.jupiter.params.provider.Arguments::get)
                .forEach(each -> {
                    Federation plan = (Federation) each[1];
                    Federation there = !place.killed()
                            ? plan
                            : plan.onRound(round -> {
                                if (round.round() == 1) {
                                    assertThat(executors().get(0).destroyForcibly())
                                            .isTrue();
                                }
                            });
                    Run run = there.on(place.engine()).train((Model) each[2], (Parties) each[3]);
                    assertThat(run.complete()).isTrue();
                    List<String> row = TABLE.computeIfAbsent((String) each[0], name -> new ArrayList<>());
                    row.add(run.fingerprint());
                    assertThat(row).as((String) each[0]).allMatch(row.get(0)::equals);
                    if (place.executors() > 0 && !place.killed()) {
                        assertThat(executors()).hasSize(place.executors());
                    }
                });
    }

    @AfterAll
    static void write() throws Exception {
        Contexts.of(FOUR).close();
        Function<List<String>, String> line = cells -> "| " + String.join(" | ", cells) + " |";
        List<String> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("plan"));
        places().forEach(place -> head.add(place.name()));
        lines.add(line.apply(head));
        lines.add(line.apply(head.stream().map(cell -> "---").toList()));
        TABLE.forEach((plan, row) -> {
            List<String> cells = new ArrayList<>(List.of(plan));
            row.forEach(fingerprint -> cells.add(fingerprint.substring(0, 12)));
            lines.add(line.apply(cells));
        });
        Files.write(Path.of("target", "fingerprints.md"), lines);
    }
}
