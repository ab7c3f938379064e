package dev.parley.round;

import dev.parley.model.Evaluation;
import dev.parley.num.ParamVector;
import dev.parley.result.RoundResult;

/**
 * A finished round as {@code onRound} sees it, valid inside the callback only: coordinator's side.
 *
 * <p>Its metrics are on the validation rows where some were held out, else on the test rows.
 */
public final class RoundView {
    private final RoundResult result;
    private final Models models;
    private boolean stopped;

    RoundView(RoundResult result, Models models) {
        this.result = result;
        this.models = models;
    }

    /** The round, from 1. */
    public int round() {
        return result.round();
    }

    /** Share of rows classified right; NaN for a regression or a round that was not evaluated. */
    public double accuracy() {
        return result.validation()
                .or(result::evaluation)
                .map(Evaluation::accuracy)
                .orElse(Double.NaN);
    }

    /** Mean loss; NaN for a round that was not evaluated. */
    public double loss() {
        return result.validation().or(result::evaluation).map(Evaluation::loss).orElse(Double.NaN);
    }

    /** Share of the variance explained; NaN for classes. */
    public double r2() {
        return result.validation().or(result::evaluation).map(Evaluation::r2).orElse(Double.NaN);
    }

    /** All that came out of the round. */
    public RoundResult result() {
        return result;
    }

    /** The global parameters, a copy; in {@code local()} there are none. */
    public ParamVector params() {
        return models.shared().copy();
    }

    /** Ends the training after this round. */
    public void stop() {
        stopped = true;
    }

    boolean stopped() {
        return stopped;
    }
}
