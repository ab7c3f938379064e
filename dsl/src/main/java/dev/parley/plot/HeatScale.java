package dev.parley.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapSeries;
import org.knowm.xchart.internal.chartpart.Legend_HeatMap;
import org.knowm.xchart.style.HeatMapStyler;

/** A heat map of counts with its scale beside it; XChart's own writes 600 rows as 600.0. */
final class HeatScale extends HeatMapChart {
    private static final double STRIP = 24;
    private static final double GAP = 22;
    private static final int LETTER = 8;

    HeatScale(Theme theme) {
        super(Theme.WIDTH, Theme.HEIGHT, theme);
        legend = new Strip();
        getStyler().setMin(0);
    }

    /** Labels at the strip's upper and at its lower end: the largest count, and 0. */
    List<String> ends() {
        double largest = getHeatMapSeries().getHeatData().stream()
                .map(Number[].class::cast)
                .mapToDouble(cell -> cell[2].doubleValue())
                .max()
                .orElse(0);
        return List.of(String.format(Locale.ROOT, "%,d", Math.round(largest)), "0");
    }

    /** The colours from strong to pale, as high as half the plot. */
    private final class Strip extends Legend_HeatMap<HeatMapStyler, HeatMapSeries> {
        Strip() {
            super(HeatScale.this);
        }

        @Override
        public Rectangle2D getBounds() {
            int letters = Math.max(4, ends().get(0).length());
            return new Rectangle2D.Double(0, 0, Math.max(STRIP, letters * LETTER) + GAP, 0);
        }

        @Override
        public void paint(Graphics2D pen) {
            Rectangle2D beside = plot.getBounds();
            double high = beside.getHeight() / 2;
            double left = beside.getMaxX() + GAP;
            double top = beside.getCenterY() - high / 2;
            Color[] pale = getStyler().getRangeColors();
            Color[] strong = new Color[pale.length];
            float[] places = new float[pale.length];
            for (int i = 0; i < pale.length; i++) {
                strong[i] = pale[pale.length - 1 - i];
                places[i] = (float) i / (pale.length - 1);
            }
            pen.setPaint(new LinearGradientPaint(
                    (float) left, (float) top, (float) left, (float) (top + high), places, strong));
            pen.fill(new Rectangle2D.Double(left, top, STRIP, high));
            pen.setColor(Theme.GRID);
            pen.draw(new Rectangle2D.Double(left, top, STRIP, high));
            pen.setFont(getStyler().getLegendFont());
            pen.setColor(Theme.TEXT);
            pen.drawString(ends().get(0), (float) left, (float) (top - 8));
            pen.drawString(ends().get(1), (float) left, (float) (top + high + 17));
        }
    }
}
