package dev.parley.kernel.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

class ChartViewTest {
    private static final String WORDS = "A line: loss. a: from 3 at 1 to 4 at 2, within 3 to 4.";

    @Test
    void drawsTwoPixelsForEachOneShown() throws Exception {
        XYChart chart =
                new XYChartBuilder().width(300).height(200).title("loss").build();
        chart.addSeries("a", new double[] {1, 2}, new double[] {3, 4});

        Bundle bundle = ChartView.of(chart);

        byte[] png = Base64.getDecoder().decode(String.valueOf(bundle.data().get("image/png")));
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(600);
        assertThat(bundle.metadata()).containsEntry("image/png", Map.of("width", 300, "height", 200, "alt", WORDS));
        assertThat(bundle.data()).containsEntry("text/plain", WORDS);
    }
}
