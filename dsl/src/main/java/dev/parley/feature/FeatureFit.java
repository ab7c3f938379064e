package dev.parley.feature;

import dev.parley.example.Shape;
import dev.parley.example.TargetScale;
import dev.parley.example.Task;
import dev.parley.fault.Check;
import dev.parley.fault.DataException;
import dev.parley.message.Payload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator's half of round 0: joins what parties tell, in party order, and fits the coding.
 *
 * <p>It sees no row. What it fits equals the fit of all rows together, to rounding.
 *
 * @param coding what was fitted
 * @param notes what the user should know of it
 */
public record FeatureFit(Coding coding, List<String> notes) {
    public FeatureFit {
        notes = List.copyOf(notes);
    }

    /**
     * Fits.
     *
     * @param told by each party, in order; at least one
     * @param asked what they were asked
     * @param known classes that the coordinator knows of itself, as those of its test rows
     * @param source how the rows were asked for, to begin messages with
     * @throws DataException where a column cannot be used
     */
    public static FeatureFit of(List<Payload> told, FeatureChoices asked, List<String> known, String source) {
        List<Statistics> all = told.stream().map(Statistics::of).toList();
        List<Integer> image = all.get(0).image();
        if (!image.isEmpty()) {
            int area = Math.multiplyExact(image.get(0), image.get(1));
            Shape shape = new Shape(
                    asked.task(), area, List.of(image.get(0), image.get(1), 1), Classes.of(all, known), asked.target());
            shape = shape.weighted(ClassWeighing.of(all, shape.classes()));
            return new FeatureFit(new Coding(shape, List.of(), List.of()), List.of());
        }
        List<String> classes = asked.task() == Task.CLASSIFICATION ? Classes.of(all, known) : List.of();
        return new Fitting(asked, source).fit(joined(all), classes, ClassWeighing.of(all, classes));
    }

    private static Map<String, Summary> joined(List<Statistics> all) {
        Map<String, Summary> joined = new LinkedHashMap<>();
        for (Statistics one : all) {
            one.columns().forEach((name, summary) -> joined.merge(name, summary, Summary::plus));
        }
        joined.replaceAll((name, summary) -> summary instanceof Summary.Sums sums ? sums.numbers() : summary);
        return joined;
    }

    private static final class Fitting {
        private final FeatureChoices asked;
        private final String source;
        private final List<String> notes = new ArrayList<>();

        Fitting(FeatureChoices asked, String source) {
            this.asked = asked;
            this.source = source;
        }

        FeatureFit fit(Map<String, Summary> columns, List<String> classes, List<Double> weights) {
            List<ColumnCode> codes = new ArrayList<>();
            Map<String, Summary> features = new LinkedHashMap<>(columns);
            TargetScale scale = scale(features.remove(asked.target()));
            features.forEach((name, summary) -> codes.add(code(name, summary)));
            if (codes.isEmpty()) {
                throw new DataException(source + ": there is no column left to predict \"" + asked.target()
                        + "\" from; keep at least one besides it");
            }
            int width = codes.stream().mapToInt(ColumnCode::width).sum();
            Shape shape = new Shape(asked.task(), width, List.of(), classes, asked.target(), scale, weights);
            return new FeatureFit(new Coding(shape, codes, asked.dates()), notes);
        }

        private TargetScale scale(@Nullable Summary told) {
            if (asked.task() == Task.REGRESSION && asked.targetScale() instanceof Features.Range range) {
                return new TargetScale(range.low(), range.high() - range.low());
            }
            if (!(told instanceof Summary.Numbers numbers)) {
                return TargetScale.NONE;
            }
            double sd = numbers.sd();
            if (!(sd > 0 && Double.isFinite(sd))) {
                throw new DataException(source + ".target(\"" + asked.target() + "\"): "
                        + (sd == 0
                                ? "it is " + Check.text(numbers.mean())
                                        + " in all training rows, so there is nothing to learn; choose another target"
                                : "its numbers are so large that their spread is infinite; correct them"));
            }
            return new TargetScale(numbers.mean(), sd);
        }

        private ColumnCode code(String name, Summary summary) {
            if (summary.count() == 0) {
                throw new DataException(source + ": column \"" + name + "\" has no value in any of the "
                        + summary.missing() + " training rows; leave it out: without(\"" + name + "\")");
            }
            if (summary instanceof Summary.Numbers numbers) {
                return scale(name, numbers);
            }
            if (summary instanceof Summary.Texts texts) {
                ManyTexts.check(source, name, texts, asked.categories().contains(name));
                ManyTexts.note(name, texts, asked.categories().contains(name)).ifPresent(notes::add);
                note(name, summary, "the most frequent, \"" + texts.mostFrequent() + "\"");
                return new ColumnCode.Category(name, List.copyOf(texts.counts().keySet()), texts.mostFrequent());
            }
            if (asked.features() instanceof Features.Ranges ranges) {
                Features.ColumnRange known = ranges.of(name)
                        .orElseThrow(() -> new DataException(source + ".features(" + ranges + "): column \"" + name
                                + "\" has no range; give it one, or leave it out: without(\"" + name + "\")"));
                return new ColumnCode.Scale(name, known.low(), 1 / (known.high() - known.low()), Optional.empty());
            }
            return asked.features() instanceof Features.Range range
                    ? new ColumnCode.Scale(name, range.low(), 1 / (range.high() - range.low()), Optional.empty())
                    : new ColumnCode.Scale(name, 0, 1, Optional.empty());
        }

        private ColumnCode scale(String name, Summary.Numbers numbers) {
            double sd = numbers.sd();
            if (!Double.isFinite(sd) || !Double.isFinite(numbers.mean())) {
                throw new DataException(source + ": column \"" + name
                        + "\" holds numbers so large that their spread is infinite; correct them, or leave it out:"
                        + " without(\"" + name + "\")");
            }
            note(name, numbers, "the mean, " + String.format(Locale.ROOT, "%.4g", numbers.mean()));
            return new ColumnCode.Scale(name, numbers.mean(), sd > 0 ? 1 / sd : 0, Optional.of(numbers.mean()));
        }

        private void note(String name, Summary summary, String filledWith) {
            if (summary.missing() > 0) {
                notes.add("column " + name + ": " + summary.missing() + " missing value"
                        + (summary.missing() == 1 ? "" : "s") + " filled with " + filledWith);
            }
        }
    }
}
