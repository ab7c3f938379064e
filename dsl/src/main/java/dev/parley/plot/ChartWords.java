package dev.parley.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.HeatMapSeries;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.series.Series;
import org.knowm.xchart.style.AxesChartStyler;

/**
 * A chart in a few sentences, from its own data: what is seen, for those who do not see it.
 *
 * <p>Lines are told by their first and last value, bars and cells by the least and the greatest and their places. It
 * knows a user's own charts as well as ours, and numbers read as on the chart's axis.
 */
public final class ChartWords {
    private static final int DESCRIBED = 12;
    private static final int LONGEST = 60;

    private ChartWords() {}

    /** For example {@code Lines: iris. Test accuracy by round. a: from 60 % at 1 to 95 % at 10.} */
    public static String of(Chart<?, ?> chart) {
        Collection<? extends Series> all = chart.getSeriesCollection();
        List<String> sentences = new ArrayList<>();
        sentences.add(kind(all) + title(chart.getTitle()) + ".");
        if (chart instanceof AxesChart<?, ?> axes) {
            sentences.add(axes(axes));
        }
        all.stream().limit(DESCRIBED).forEach(series -> sentences.add(words(series, chart)));
        if (all.size() > DESCRIBED) {
            sentences.add("And " + (all.size() - DESCRIBED) + " more.");
        }
        return sentences.stream().filter(sentence -> !sentence.isBlank()).collect(Collectors.joining(" "));
    }

    private static String kind(Collection<? extends Series> all) {
        Series first = all.stream().reduce((one, next) -> next).orElse(null);
        if (first instanceof XYSeries) {
            return all.size() == 1 ? "A line" : all.size() + " series over numbers";
        }
        if (first instanceof CategorySeries bars) {
            return "Bars of " + bars.getXData().size();
        }
        if (first instanceof HeatMapSeries heat) {
            return "A heat map of " + heat.getYData().size() + " rows and "
                    + heat.getXData().size() + " columns";
        }
        return "A chart of " + all.size() + " series";
    }

    private static String title(@Nullable String title) {
        return title == null || title.isBlank() ? "" : ": " + title.strip();
    }

    private static String axes(AxesChart<?, ?> chart) {
        String across = chart.getXAxisTitle();
        String up = chart.getYAxisTitle();
        boolean named = across != null && !across.isBlank();
        if (up == null || up.isBlank()) {
            return named ? "Across: " + across + "." : "";
        }
        return "Upwards: " + up + (named ? "; across: " + across : "") + ".";
    }

    private static String words(Series series, Chart<?, ?> chart) {
        DoubleFunction<String> number = upwards(chart);
        String name = Titles.cut(series.getName(), LONGEST) + ": ";
        if (series instanceof XYSeries line) {
            return name + line(line, number, across(chart)) + ".";
        }
        if (series instanceof CategorySeries bars) {
            return name + bars(List.copyOf(bars.getXData()), bars.getYData(), number) + ".";
        }
        if (series instanceof HeatMapSeries heat) {
            return name + cells(heat) + ".";
        }
        return name.substring(0, name.length() - 2) + ".";
    }

    private static String line(XYSeries line, DoubleFunction<String> number, DoubleFunction<String> place) {
        double[] x = line.getXData();
        double[] y = line.getYData();
        Extremes ends = Extremes.of(y);
        if (ends.none()) {
            return "no value";
        }
        String between = number.apply(y[ends.least]) + " to " + number.apply(y[ends.most]);
        if (line.getXYSeriesRenderStyle()
                .filter(XYSeriesRenderStyle.PolygonArea::equals)
                .isPresent()) {
            return "an area that lies within " + between;
        }
        boolean days = line.getxAxisDataType() == Series.DataType.Date;
        String last = number.apply(y[ends.last]) + (days ? "" : " at " + place.apply(x[ends.last]));
        if (ends.first == ends.last) {
            return last;
        }
        String first = number.apply(y[ends.first]) + (days ? "" : " at " + place.apply(x[ends.first]));
        return "from " + first + " to " + last + ", within " + between;
    }

    private static String bars(List<?> places, double[] y, DoubleFunction<String> number) {
        Extremes ends = Extremes.of(y);
        if (ends.none()) {
            return "no value";
        }
        if (y[ends.least] == y[ends.most]) {
            return number.apply(y[ends.most]) + " everywhere";
        }
        return "from " + number.apply(y[ends.least]) + " at " + places.get(ends.least) + " to "
                + number.apply(y[ends.most]) + " at " + places.get(ends.most);
    }

    private static String cells(HeatMapSeries heat) {
        List<Number[]> all = List.copyOf(heat.getHeatData());
        double[] values =
                all.stream().mapToDouble(cell -> cell[2].doubleValue()).toArray();
        Extremes ends = Extremes.of(values);
        if (ends.none()) {
            return "no value";
        }
        Number[] most = all.get(ends.most);
        return "from " + plain(values[ends.least]) + " to " + plain(values[ends.most]) + ", the greatest in column "
                + named(heat.getXData(), most[0].intValue()) + ", row " + named(heat.getYData(), most[1].intValue());
    }

    /** Name at an index; where names were left out to give room, its number from 1. */
    private static String named(List<?> names, int index) {
        String name = String.valueOf(names.get(index));
        return name.isBlank() ? Integer.toString(index + 1) : name;
    }

    /** As the chart's own axis writes numbers. */
    private static DoubleFunction<String> upwards(Chart<?, ?> chart) {
        return chart.getStyler() instanceof AxesChartStyler axes
                ? written(axes.getYAxisTickLabelsFormattingFunction())
                : ChartWords::plain;
    }

    private static DoubleFunction<String> across(Chart<?, ?> chart) {
        return chart.getStyler() instanceof AxesChartStyler axes
                ? written(axes.getXAxisTickLabelsFormattingFunction())
                : ChartWords::plain;
    }

    /** An axis leaves some of its numbers blank. */
    private static DoubleFunction<String> written(@Nullable Function<Double, String> axis) {
        return value -> {
            String text = axis == null ? "" : axis.apply(value);
            return text.isBlank() ? plain(value) : text;
        };
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Places of the first and the last, the least and the greatest finite value; -1 where there is none. */
    private record Extremes(int first, int last, int least, int most) {
        static Extremes of(double[] values) {
            int first = -1;
            int last = -1;
            int least = -1;
            int most = -1;
            for (int i = 0; i < values.length; i++) {
                if (Double.isFinite(values[i])) {
                    first = first < 0 ? i : first;
                    last = i;
                    least = least < 0 || values[i] < values[least] ? i : least;
                    most = most < 0 || values[i] > values[most] ? i : most;
                }
            }
            return new Extremes(first, last, least, most);
        }

        boolean none() {
            return first < 0;
        }
    }
}
