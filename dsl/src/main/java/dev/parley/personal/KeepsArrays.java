package dev.parley.personal;

import dev.parley.client.FedProx;
import dev.parley.client.LocalSteps;
import dev.parley.filter.Answer;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.num.ParamVector;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A personalization that keeps some of the model's arrays at home and shares the others: the party's own model is made of
 * both.
 *
 * <p>Kept arrays are not sent ({@link OnlyShared}); they start from the common values, and lie in the party's memory.
 */
interface KeepsArrays extends Personalization {
    /** The names of arrays that are kept, once this is settled. */
    List<String> arrays();

    @Override
    default boolean hasCommon() {
        return false;
    }

    @Override
    default List<Filter> beside() {
        return List.of(new OnlyShared(arrays()));
    }

    /** Beside its scores a party tells its loss by its own model, where the cohort is drawn by losses. */
    @Override
    default Set<String> around() {
        return Set.of(Turn.TRAIN, Turn.SCORE, Turn.MODEL, Turn.LOSS);
    }

    /** Trains all arrays together, and keeps what stays at home. */
    @Override
    default Update learn(Broadcast from, PartySide here, Answer inner) {
        try (ParamVector start = own(from, here)) {
            Update update = inner.to(from.and(Update.PARAMS, start), here);
            start.add(1, update.delta());
            keep(start, here);
            Part.of(here.layout(), arrays()).clear(update.delta());
            return update;
        }
    }

    /** Remembers a model's arrays that are kept. */
    default void keep(ParamVector model, PartySide here) {
        Part part = Part.of(here.layout(), arrays());
        part.cut(model, here.memory().vector("kept", part.layout()));
    }

    @Override
    default ParamVector own(Broadcast from, PartySide here) {
        ParamVector own = here.pool().copy(from.params());
        if (here.memory().hasVector("kept")) {
            Part part = Part.of(here.layout(), arrays());
            part.paste(here.memory().vector("kept", part.layout()), own);
        }
        return own;
    }

    @Override
    default Optional<String> objection(List<Filter> others) {
        ClientAlgorithm client = LocalWork.client(others);
        return client instanceof LocalSteps<?> || client instanceof FedProx
                ? Optional.empty()
                : Optional.of("personalize(" + this + ") shares a part of what a party learned, but client(" + client
                        + ") sends or remembers more than that; use localSgd(..), localAdam(..) or fedProx(..)");
    }

    @Override
    default Optional<String> note() {
        return Optional.of(
                this + ": no party uses the model of the test rows' scores, since what stays at home is in it as"
                        + " it began; run.personal() has the parties' own");
    }
}
