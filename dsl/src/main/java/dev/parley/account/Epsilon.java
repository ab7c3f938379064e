package dev.parley.account;

import dev.parley.fault.Check;

/**
 * The bound on what one unit changes: no set of outcomes becomes more than e^epsilon times as likely, but for
 * {@link Delta}.
 *
 * @param value above 0
 */
public record Epsilon(double value) {
    public Epsilon {
        Check.positive("epsilon(e)", value);
    }

    @Override
    public String toString() {
        return "epsilon(" + Check.text(value) + ")";
    }
}
