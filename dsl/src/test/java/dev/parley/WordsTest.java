package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The static words that every notebook imports: few, and none of them in two places. */
class WordsTest {
    private static Set<String> words(Class<?> place) {
        return Arrays.stream(place.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers()))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void noWordIsInTwoPlaces() {
        Set<String> seen = new TreeSet<>();
        for (Class<?> place : List.of(Parley.class, Schedules.class, Layers.class)) {
            assertThat(seen).doesNotContainAnyElementsOf(words(place));
            seen.addAll(words(place));
        }
        assertThat(words(Parley.class))
                .contains("federation", "dirichlet", "plot")
                .hasSizeBetween(30, 65);
    }
}
