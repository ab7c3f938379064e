package dev.parley.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A training before it is trained: its rounds, messages, memory and privacy, and why it would be refused, if it would.
 *
 * @param lines in words, by name
 * @param notes that the training would begin with
 * @param refused why it would be refused; empty where it would be trained
 */
public record Explanation(Map<String, String> lines, List<String> notes, Optional<String> refused) {
    public Explanation {
        lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
        notes = List.copyOf(notes);
    }

    @Override
    public String toString() {
        String text = lines.entrySet().stream()
                .map(line ->
                        String.format("%-9s %s", line.getKey(), line.getValue().replace("\n", "\n          ")))
                .collect(Collectors.joining("\n"));
        String said = notes.stream().map(note -> "\nnote      " + note).collect(Collectors.joining());
        return text + said + refused.map(why -> "\nrefused   " + why).orElse("");
    }
}
