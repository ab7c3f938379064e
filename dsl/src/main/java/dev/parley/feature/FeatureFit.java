package dev.parley.feature;

import dev.parley.example.Shape;
import dev.parley.fault.DataException;
import dev.parley.table.Columns;
import dev.parley.table.Content;
import dev.parley.table.ImageContent;
import dev.parley.table.TableContent;
import dev.parley.table.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tech.tablesaw.columns.Column;

/**
 * Round 0: each party sums up its columns, the coordinator joins the sums in party order and fits the coding.
 *
 * @param coding what was fitted
 * @param bytes what each party sent
 * @param notes what the user should know of it
 */
@SuppressWarnings("ArrayRecordComponent")
public record FeatureFit(Coding coding, long[] bytes, List<String> notes) {
    /** A text column with more categories than this is taken for free text or names. */
    private static final int MOST_CATEGORIES = 1000;

    /** The fit of a table's training rows, or of images, where there is nothing to learn. */
    public static FeatureFit of(
            Content train, Target target, Features features, Set<String> without, List<int[]> deal, String source) {
        if (train instanceof ImageContent images) {
            Shape shape = new Shape(
                    target.task(),
                    images.area(),
                    List.of(images.height(), images.width(), 1),
                    target.classes(),
                    target.name());
            return new FeatureFit(new Coding(shape, List.of()), new long[deal.size()], List.of());
        }
        return new Fitting((TableContent) train, features, deal, source).fit(target, without);
    }

    private static final class Fitting {
        private final TableContent train;
        private final Features features;
        private final List<int[]> deal;
        private final String source;
        private final long[] bytes;
        private final List<String> notes = new ArrayList<>();

        Fitting(TableContent train, Features features, List<int[]> deal, String source) {
            this.train = train;
            this.features = features;
            this.deal = deal;
            this.source = source;
            this.bytes = new long[deal.size()];
        }

        FeatureFit fit(Target target, Set<String> without) {
            List<ColumnCode> codes = new ArrayList<>();
            for (String name : train.columns()) {
                if (!name.equals(target.name()) && !without.contains(name)) {
                    codes.add(code(name, train.column(name)));
                }
            }
            if (codes.isEmpty()) {
                throw new DataException(source + ": there is no column left to predict \"" + target.name()
                        + "\" from; keep at least one besides it");
            }
            int width = codes.stream().mapToInt(ColumnCode::width).sum();
            Shape shape = new Shape(target.task(), width, List.of(), target.classes(), target.name());
            return new FeatureFit(new Coding(shape, codes), bytes, List.copyOf(notes));
        }

        private ColumnCode code(String name, Column<?> column) {
            if (column.countMissing() == column.size()) {
                throw new DataException(source + ": column \"" + name + "\" has no value in any of the " + column.size()
                        + " training rows; leave it out: without(\"" + name + "\")");
            }
            if (features instanceof Features.Standardized) {
                return learned(name, column);
            }
            if (!Columns.isNumber(column)) {
                throw new DataException(source + ".features(" + features + "): column \"" + name
                        + "\" is not of numbers; leave it out: without(\"" + name
                        + "\"), or use features(standardized())");
            }
            return features instanceof Features.Range range
                    ? new ColumnCode.Scale(name, range.low(), 1 / (range.high() - range.low()), Optional.empty())
                    : new ColumnCode.Scale(name, 0, 1, Optional.empty());
        }

        private ColumnCode learned(String name, Column<?> column) {
            check(name, column);
            Summary all = Summary.of(column, new int[0]);
            for (int party = 0; party < deal.size(); party++) {
                Summary one = Summary.of(column, deal.get(party));
                bytes[party] += one.bytes();
                all = all.plus(one);
            }
            if (all instanceof Summary.Texts texts) {
                note(name, all, "the most frequent, \"" + texts.mostFrequent() + "\"");
                return new ColumnCode.Category(name, List.copyOf(texts.counts().keySet()), texts.mostFrequent());
            }
            Summary.Numbers numbers = (Summary.Numbers) all;
            note(name, all, "the mean, " + String.format(java.util.Locale.ROOT, "%.4g", numbers.mean()));
            double sd = numbers.sd();
            return new ColumnCode.Scale(name, numbers.mean(), sd > 0 ? 1 / sd : 0, Optional.of(numbers.mean()));
        }

        private void note(String name, Summary summary, String filledWith) {
            if (summary.missing() > 0) {
                notes.add("column " + name + ": " + summary.missing() + " missing value"
                        + (summary.missing() == 1 ? "" : "s") + " filled with " + filledWith);
            }
        }

        private void check(String name, Column<?> column) {
            if (Columns.isNumber(column)) {
                return;
            }
            if (!Columns.isCategory(column)) {
                throw new DataException(source + ": column \"" + name + "\" holds "
                        + column.type().name() + " values, neither numbers nor categories; leave it out: without(\""
                        + name + "\"), or make numbers of it");
            }
            Columns.checkNumbers(column, source, "training rows");
            Set<String> values = new HashSet<>();
            for (int row = 0; row < column.size(); row++) {
                if (!column.isMissing(row)) {
                    values.add(column.getString(row));
                }
            }
            int there = column.size() - column.countMissing();
            if (values.size() > MOST_CATEGORIES || (values.size() == there && there > 20)) {
                throw new DataException(source + ": column \"" + name + "\" holds " + values.size()
                        + " different texts in " + there + " training rows, so it is a name rather than a category;"
                        + " leave it out: without(\"" + name + "\")");
            }
        }
    }
}
