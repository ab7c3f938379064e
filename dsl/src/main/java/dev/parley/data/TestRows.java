package dev.parley.data;

import dev.parley.fault.DataException;
import dev.parley.table.Source;

/** The refusal of test rows of their own of which something was said that would go unheard. */
final class TestRows {
    private TestRows() {}

    static void check(DataChoices test, DataChoices ours, Source source) {
        if (source.whole().isPresent()) {
            return; // a part has the choices of its set
        }
        DataChoices unsaid = Dataset.of(source).choices();
        boolean columns =
                test.columns().equals(unsaid.columns()) || test.columns().equals(ours.columns());
        boolean held = test.held().equals(unsaid.held()) || test.held().equals(ours.held());
        boolean target = test.target().isEmpty()
                || ours.target().isEmpty()
                || test.target().equals(ours.target());
        if (!columns || !held || !target) {
            throw new DataException("testRows(" + source.asked() + ".."
                    + "): test rows are used as the training rows are, but "
                    + (!columns ? "their columns are" : !held ? "what is held out of them is" : "their target is")
                    + " chosen otherwise; say such steps of the training rows alone");
        }
    }
}
