package dev.parley.filter;

import dev.parley.example.Party;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A step around a round's exchange, with a half on each side: a record that travels to the parties as JSON.
 *
 * <p>The party's half sees what goes in and comes out of the filters further in, whose innermost is the client; the
 * coordinator's half sees what goes out to and comes back from the filters further out, whose outermost is the exchange
 * itself. A filter that only has one half leaves the other as it is.
 */
public interface Filter {
    /** The place among other filters. */
    Place place();

    /** The word that a sentence says it by. */
    default String word() {
        return "filter";
    }

    /** The name of its memory and of its streams of randomness, where it is not its record's; empty for that. */
    default String namespace() {
        return "";
    }

    /** The steps that its halves are around. */
    default Set<String> around() {
        return Set.of(Turn.TRAIN);
    }

    /**
     * The party's half.
     *
     * @param inner the filters further in
     */
    default Update atParty(Broadcast from, PartySide here, Answer inner) {
        return inner.to(from, here);
    }

    /** Changes the rows that the client sees, as many as there are: party's side, before the client works. */
    default Party rows(Party own, PartySide here) {
        return own;
    }

    /**
     * This filter as it is for a training, where it depends on the parties or on the model's shape.
     *
     * @throws dev.parley.fault.PlanException where it does not suit them
     */
    default Filter settled(Setting setting) {
        return this;
    }

    /** The parties that it makes attackers, by name, once it is settled. */
    default List<String> attackers() {
        return List.of();
    }

    /** Looks at one update as it arrives, before it is combined with others: coordinator's side. */
    default Update arrived(Update one, CoordinatorSide here) {
        return one;
    }

    /**
     * Looks at an update that an {@link Omniscient} filter further in has made of others: as it would have arrived, had its
     * party sent it.
     */
    default Update crafted(Update one, CoordinatorSide here) {
        return one;
    }

    /**
     * The coordinator's half.
     *
     * @param inner the filters further out, and the exchange
     */
    default Aggregate atCoordinator(Broadcast to, CoordinatorSide here, Exchange inner) {
        return inner.with(to);
    }

    /** Answers what its own coordinator's half asks by {@link Exchange#ask}: party's side. */
    default Payload asked(String step, Payload from, PartySide here) {
        throw new IllegalStateException(this + " was asked for '" + step + "', which it does not answer");
    }

    /** Combination for a vector that it sends; asked for the names of vectors beside {@code delta}. */
    default Combine combine(String vector) {
        return Combine.AS_DELTA;
    }

    /**
     * Tells whether the coordinator reads its updates as a sum alone, so that filters further in do not look at single
     * updates.
     */
    default boolean hidesUpdates() {
        return false;
    }

    /** Tells whether no parameter leaves a party, so that each has a model of its own and there is no common one. */
    default boolean keepsAllAtHome() {
        return false;
    }

    /**
     * An objection to the rest of a plan, as a message of what was asked, what was found and what to do.
     *
     * @param others the other filters, the client among them
     */
    default Optional<String> objection(List<Filter> others) {
        return Optional.empty();
    }

    /** Something the user should know before the training. */
    default Optional<String> note() {
        return Optional.empty();
    }

    /**
     * The same beside the rest of a plan.
     *
     * @param others the other filters, the client among them
     */
    default Optional<String> note(List<Filter> others) {
        return note();
    }
}
