package dev.parley.kernel.render;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** From rounds and scores to places in a {@link CurveSvg}. */
record CurveScale(int lastX, double low, double high, double step, boolean percent) {
    static final double LEFT = 48;
    static final double RIGHT = 604;
    static final double TOP = 14;
    static final double BOTTOM = 150;

    static CurveScale of(List<Double> scores, int lastX, boolean percent) {
        double min = scores.stream().mapToDouble(y -> y).min().orElse(0);
        double max = scores.stream().mapToDouble(y -> y).max().orElse(1);
        min = percent ? min : Math.max(min, Math.min(-1, max - 1));
        double span = Math.max(max - min, percent ? 0.04 : 0.1);
        double step = Math.pow(10, Math.floor(Math.log10(span / 4)));
        for (double factor : new double[] {2, 2.5, 2}) {
            step = span / step > 4.5 ? step * factor : step;
        }
        double low = Math.floor((max - span) / step + 1e-9) * step;
        double high = Math.ceil(max / step - 1e-9) * step;
        return new CurveScale(lastX, percent ? Math.max(0, low) : low, high, step, percent);
    }

    List<Double> ticks() {
        return IntStream.rangeClosed(0, (int) Math.round((high - low) / step))
                .mapToObj(i -> low + i * step)
                .toList();
    }

    double x(double round) {
        return LEFT + 6 + (RIGHT - LEFT - 12) * (round - 1) / (lastX - 1);
    }

    double y(double score) {
        return BOTTOM - (BOTTOM - TOP) * (Math.max(score, low) - low) / (high - low);
    }

    String shown(double tick) {
        int digits = Math.max(0, (int) Math.ceil(-Math.log10((percent ? 100 : 1) * step) - 1e-9));
        return String.format(Locale.ROOT, "%." + digits + "f" + (percent ? " %%" : ""), percent ? 100 * tick : tick);
    }
}
