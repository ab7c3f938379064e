// The clip norm that adaptive clipping learns, by Flower's bit and by the paper's: draws docs/images/adaptive-clipping.png.
// ./parley shell docs/clipping.jsh       a second; the values are Flower's own, from dsl/src/test/golden/make_flower.py
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.nio.file.*;
import org.knowm.xchart.*;
import org.knowm.xchart.style.markers.SeriesMarkers;

var values = new ObjectMapper().readTree(Path.of("dsl/src/test/resources/golden/flower.json").toFile()).get("adaptiveClipping");
XYChart chart = new XYChartBuilder().width(800).height(420).title("Adaptive clipping of updates whose median norm is 1").xAxisTitle("round").yAxisTitle("clip norm").build();
for (String of : List.of("paper", "flower")) {
    double[] norms = StreamSupport.stream(values.get(of).spliterator(), false).mapToDouble(value -> value.asDouble()).toArray();
    String name = of.equals("paper") ? "bit 1 where an update is not clipped (Andrew et al., 2021)" : "bit 1 where it is clipped (flwr 1.42.0)";
    chart.addSeries(name, IntStream.range(0, norms.length).asDoubleStream().toArray(), norms).setMarker(SeriesMarkers.NONE);
}
var look = chart.getStyler();
look.setYAxisLogarithmic(true);
look.setYAxisMin(1e-4);
look.setYAxisMax(2.0);
look.setYAxisDecimalPattern("0.####");
look.setXAxisDecimalPattern("0");
look.setPlotBorderVisible(false);
look.setChartBackgroundColor(Color.WHITE);
look.setPlotBackgroundColor(Color.WHITE);
look.setLegendBorderColor(Color.WHITE);
look.setLegendPosition(org.knowm.xchart.style.Styler.LegendPosition.OutsideS);
look.setSeriesColors(new Color[] {new Color(0x1F77B4), new Color(0xD55E00)});
BitmapEncoder.saveBitmapWithDPI(chart, "docs/images/adaptive-clipping.png", BitmapEncoder.BitmapFormat.PNG, 144);
