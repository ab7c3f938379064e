package dev.parley.attack;

import dev.parley.filter.Filter;
import dev.parley.filter.Place;
import java.util.List;
import java.util.Optional;

/** Some parties that attack, by name or as a share of all. */
sealed interface Attacking extends Filter permits Attacked, Colluding {
    /** Description of the attack, for people. */
    Object rule();

    /** By name; none where a share is drawn. */
    List<String> parties();

    @Override
    default Place place() {
        return Place.ANSWER;
    }

    @Override
    default String word() {
        return "attack";
    }

    @Override
    default List<String> attackers() {
        return parties();
    }

    @Override
    default Optional<String> note() {
        return Optional.of("attacked by " + rule() + ": " + String.join(", ", parties()));
    }
}
