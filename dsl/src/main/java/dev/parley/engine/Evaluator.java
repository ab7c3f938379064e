package dev.parley.engine;

import dev.parley.model.Evaluation;
import dev.parley.model.Learner;
import dev.parley.num.ParamVector;
import dev.parley.score.Scores;
import java.util.Optional;

/** Measures models on the coordinator's own rows, in its process: coordinator's side. */
public interface Evaluator extends AutoCloseable {
    /** On the test rows. */
    Evaluation test(ParamVector params);

    /** On the validation rows; empty where none were held out. */
    Optional<Evaluation> validation(ParamVector params);

    /** The outputs on the validation rows where some were held out, else on the test rows. */
    Scores scores(ParamVector params);

    /** A model at work for the thread that trains alone. */
    Learner learner();

    @Override
    void close();
}
