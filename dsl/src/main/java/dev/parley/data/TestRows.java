package dev.parley.data;

import dev.parley.fault.DataException;
import dev.parley.table.Content;
import dev.parley.table.CsvForm;
import dev.parley.table.Source;

/** Rows beside the training rows: read in the same form, and nothing is said of them that would go unheard. */
final class TestRows {
    private TestRows() {}

    /** Test rows of their own, read in the form of the training rows but for what was said of theirs. */
    static Content of(Source test, CsvForm form, DataChoices choices) {
        return Prepared.test(readFor(test, form), choices);
    }

    /** A file, read as others were but for what was said of it; other rows as they are. */
    static Source readFor(Source source, CsvForm form) {
        CsvForm both = source.form().orElse(form);
        return source.written().isEmpty() || both.equals(source.form())
                ? source
                : source.written().get().apply(both);
    }

    /**
     * Refuses choices that differ.
     *
     * @throws DataException for test rows whose columns, target or hold-out are chosen otherwise
     */
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
