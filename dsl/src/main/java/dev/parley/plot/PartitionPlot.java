package dev.parley.plot;

import dev.parley.data.Parties;
import dev.parley.doctor.ClassCounts;
import dev.parley.doctor.Diagnosis;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Rows of each party: stacked bars of classes; for many parties a heat map of parties and classes. */
public final class PartitionPlot {
    /** More bars than this are too thin to read. */
    private static final int BARS = 60;
    /** More columns than this are too thin to see. */
    private static final int COLUMNS = 200;

    private PartitionPlot() {}

    /**
     * Bars up to 60 parties, beyond that a heat map; of more than 200 parties, 200 spread evenly. Where rows drift, a bar for
     * each party's each phase, if there are not more than 60.
     */
    public static Chart<?, ?> of(Parties parties) {
        ClassCounts counts = ClassCounts.of(parties, BARS);
        String title = parties.name() + " · " + parties.size() + (parties.size() == 1 ? " party" : " parties") + ", "
                + parties.how();
        return counts.parties().size() <= BARS ? bars(title, counts) : heat(title, counts);
    }

    /** A heat map, also of few parties. */
    public static Chart<?, ?> of(Diagnosis diagnosis) {
        return heat(diagnosis.title(), diagnosis.counts());
    }

    private static CategoryChart bars(String title, ClassCounts counts) {
        Theme theme = theme(title, counts);
        CategoryChart chart = new CategoryChart(Theme.WIDTH, Theme.HEIGHT, theme);
        chart.setTitle(Letters.writable(Titles.cut(title), theme.getBaseFont()));
        chart.setYAxisTitle("rows");
        chart.getStyler().setStacked(true);
        chart.getStyler().setAvailableSpaceFill(0.72);
        chart.getStyler().setYAxisMin(0.0);
        List<String> names = names(counts, theme);
        PartyAxis.dress(chart.getStyler(), names);
        for (int group = 0; group < counts.groups().size(); group++) {
            int column = group;
            CategorySeries series = chart.addSeries(
                    counts.groups().get(group),
                    names,
                    counts.rows().stream().map(row -> row.get(column)).toList());
            series.setLabel(Titles.cut(Letters.writable(counts.groups().get(group), theme.getBaseFont()), 24));
            series.setFillColor(counts.ordered() ? step(group, counts.groups().size()) : Theme.color(group));
        }
        return chart;
    }

    private static HeatMapChart heat(String title, ClassCounts counts) {
        Theme theme = theme(title, counts);
        HeatScale chart = new HeatScale(theme);
        int parties = counts.parties().size();
        int shown = Math.min(parties, COLUMNS);
        String all = shown == parties ? "" : " (" + shown + " of them)";
        chart.setTitle(Letters.writable(Titles.cut(title + all), theme.getBaseFont()));
        chart.setXAxisTitle("party (the stronger, the more rows of a class)");
        List<Number[]> cells = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        for (int column = 0; column < shown; column++) {
            int party = (int) ((long) column * parties / shown);
            numbers.add(Integer.toString(party + 1));
            for (int group = 0; group < counts.groups().size(); group++) {
                int upward = counts.groups().size() - 1 - group;
                cells.add(new Number[] {column, group, counts.rows().get(party).get(upward)});
            }
        }
        List<String> groups = new ArrayList<>(counts.groups().stream()
                .map(group -> Titles.cut(Letters.writable(group, theme.getBaseFont()), 18))
                .toList());
        Collections.reverse(groups);
        chart.addSeries("rows", HeatMaps.thinned(numbers, 10), HeatMaps.thinned(groups, 20), cells);
        HeatMaps.dress(chart, 1);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        return chart;
    }

    private static List<String> names(ClassCounts counts, Theme theme) {
        return IntStream.range(0, counts.parties().size())
                .mapToObj(i -> Titles.cut(Letters.writable(counts.parties().get(i), theme.getBaseFont()), 18))
                .toList();
    }

    private static Theme theme(String title, ClassCounts counts) {
        List<String> texts = new ArrayList<>(counts.parties());
        texts.addAll(counts.groups());
        texts.add(title);
        return new Theme(texts);
    }

    /** From pale to strong blue. */
    private static Color step(int index, int count) {
        return HeatMaps.mix(0.2 + 0.8 * index / Math.max(1, count - 1));
    }
}
