package dev.parley.round;

import dev.parley.engine.Session;
import dev.parley.message.Update;
import dev.parley.model.Evaluation;
import dev.parley.num.ParamVector;
import dev.parley.result.State;
import java.util.Optional;

/** Where the training stands: one model for all, or one for each party. */
sealed interface ModelState permits SharedModel, ApartModels {
    /** The parameters a party starts the next round from. */
    ParamVector params(int party);

    /** The parameters that all parties share; refused where each has its own. */
    ParamVector shared();

    /** Takes an answer; its vectors are closed when they are no longer needed. */
    void take(Update update);

    /** Ends the round: the next parameters. */
    void advance();

    /** The metrics on the test rows. */
    Evaluation evaluate(Session session);

    /** The metrics on the validation rows, where there are some. */
    Optional<Evaluation> validate(Session session);

    /** The metrics of a party's own model, where it has one and it was evaluated in this round. */
    Optional<Evaluation> own(int party);

    /** The round is finished: frees what it started from. */
    void finish();

    /** What the last finished round left, or what was there at the start; valid until the next round is finished. */
    State finished();

    /** Frees what an unfinished round has made; {@link #finished} stays, and is the caller's to free. */
    void close();
}
