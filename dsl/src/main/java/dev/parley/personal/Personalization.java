package dev.parley.personal;

import dev.parley.filter.Answer;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.filter.Place;
import dev.parley.filter.Setting;
import dev.parley.message.Broadcast;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.num.ParamVector;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model of each party's own beside the common one: party's side, a step around the client.
 *
 * <p>Beside training it answers two steps: a party measures both models on its own rows, and, in a simulation, hands its
 * own one over after the last round. What it keeps stands in the party's memory.
 */
public interface Personalization extends Filter {
    /** Stands before the names of numbers by which a party tells how good its own model is. */
    String PERSONAL = "personal ";

    /**
     * Learns in a round.
     *
     * @param inner the client
     * @return the update of the common model
     */
    Update learn(Broadcast from, PartySide here, Answer inner);

    /**
     * The party's own model as it stands, or as it is made when it is asked for; changes nothing that is remembered.
     *
     * @return a new vector, the caller's to close
     */
    ParamVector own(Broadcast from, PartySide here);

    @Override
    default Personalization settled(Setting setting) {
        return this;
    }

    /** Tells that there is one common model, which can be measured. */
    default boolean hasCommon() {
        return true;
    }

    /** Number of models, each of which is combined from the updates of some parties. */
    default int groups() {
        return 1;
    }

    /** Filters that stand further outside for it. */
    default List<Filter> beside() {
        return List.of();
    }

    @Override
    default Place place() {
        return Place.PERSONAL;
    }

    @Override
    default String word() {
        return "personalize";
    }

    @Override
    default Set<String> around() {
        return Set.of(Turn.TRAIN, Turn.SCORE, Turn.MODEL);
    }

    @Override
    default Update atParty(Broadcast from, PartySide here, Answer inner) {
        if (from.turn().step().equals(Turn.TRAIN)) {
            return learn(from, here, inner);
        }
        ParamVector own = own(from, here);
        if (from.turn().step().equals(Turn.MODEL)) {
            return new Update(here.member(), here.party().size(), Payload.of(Turn.MODEL, own), Work.NONE);
        }
        try (own) {
            Update mine = inner.to(from.and(Update.PARAMS, own), here);
            return hasCommon() ? both(inner.to(from, here), mine) : mine;
        }
    }

    /** A party's scores of the common model, and beside them those of its own. */
    static Update both(Update common, Update mine) {
        Payload all = common.payload();
        for (Map.Entry<String, Double> number : mine.payload().numbers().entrySet()) {
            all = all.and(PERSONAL + number.getKey(), number.getValue());
        }
        return common.carrying(all);
    }
}
