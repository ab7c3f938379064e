package dev.parley.kernel.render;

import dev.parley.plot.ChartWords;
import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.Chart;

/** An XChart chart as a picture with two pixels a CSS pixel, so that it is sharp on dense screens; and in words. */
final class ChartView {
    private static final int DENSITY = 2;
    private static final int CORNER = 12 * DENSITY;

    private ChartView() {}

    static Bundle of(Chart<?, ?> chart) {
        int width = chart.getWidth();
        int height = chart.getHeight();
        String words = ChartWords.of(chart);
        return Bundle.text(words).png(png(chart, width, height), width, height, words);
    }

    private static byte[] png(Chart<?, ?> chart, int width, int height) {
        BufferedImage image = new BufferedImage(width * DENSITY, height * DENSITY, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.scale(DENSITY, DENSITY);
        chart.paint(pen, width, height);
        pen.dispose();
        image = card(image);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The picture with round corners, so that on a dark page it is a card and not a hole. */
    private static BufferedImage card(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        BufferedImage card = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = card.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.fill(new RoundRectangle2D.Double(0, 0, width, height, CORNER, CORNER));
        pen.setComposite(AlphaComposite.SrcIn);
        pen.drawImage(picture, 0, 0, null);
        pen.dispose();
        return card;
    }
}
