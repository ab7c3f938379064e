package dev.parley.run.kept;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.file.Floats;
import dev.parley.file.Json;
import dev.parley.filter.Remembered;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.result.Snapshot;
import dev.parley.result.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The state of a training in a file of format 1, where each vector is a text.
 *
 * <p>The parties' memories are left out: such a run is not gone on with, since its random streams were others.
 */
final class EarlierState {
    private EarlierState() {}

    /** Reads it; the first files have parameters alone. */
    static State read(JsonNode file, Layout layout) {
        List<ParamVector> params = new ArrayList<>();
        for (String text : Json.texts(file, "params")) {
            params.add(Floats.read(text, layout));
        }
        JsonNode state = file.path("state");
        Map<String, ParamVector> moments = new TreeMap<>();
        state.path("moments")
                .properties()
                .forEach(each ->
                        moments.put(each.getKey(), Floats.read(Json.textual(each.getValue(), "a moment"), layout)));
        int step = Json.whole(state, "step", 0, Integer.MAX_VALUE, 0);
        return new State(params, step, moments, Remembered.NOTHING, Snapshot.EMPTY);
    }
}
