package dev.parley.data;

import dev.parley.example.Task;
import dev.parley.fault.DataException;
import java.util.List;
import java.util.stream.Collectors;

/** The refusal of test rows of their own whose classes no training row has, as where one file writes them otherwise. */
final class ForeignClasses {
    private ForeignClasses() {}

    static void check(Dataset data) {
        if (data.choices().held().testRows().isEmpty()
                || data.task() != Task.CLASSIFICATION
                || data.source().whole().isPresent()) {
            return;
        }
        List<String> known = data.classes();
        List<String> foreign = data.test().classes().stream()
                .filter(name -> !known.contains(name))
                .toList();
        if (!foreign.isEmpty()) {
            throw new DataException(
                    data.choices().held().testRows().orElseThrow().asked()
                            + ": the test rows have classes that no training row has: "
                            + foreign.stream()
                                    .limit(5)
                                    .map(name -> '"' + name + '"')
                                    .collect(Collectors.joining(", "))
                            + "; write them alike, or say what counts: targetIs(\"" + data.targetName() + "\", ..)");
        }
    }
}
