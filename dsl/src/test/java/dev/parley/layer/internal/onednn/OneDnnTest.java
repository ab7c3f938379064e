package dev.parley.layer.internal.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cases;
import dev.parley.Golden;
import dev.parley.layer.Activations;
import dev.parley.layer.Conv;
import dev.parley.layer.LayerContext;
import dev.parley.layer.Pass;
import dev.parley.layer.RowShape;
import dev.parley.layer.Stage;
import dev.parley.layer.Windows;
import dev.parley.layer.internal.stage.ConvStage;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** oneDNN's convolution against the one by BLAS, which is tested against PyTorch's. */
class OneDnnTest {
    private static final double TOLERANCE = 1e-5;

    /** Results of a stage for some images: outputs, gradient by inputs, parameters after a step. */
    private record Done(float[] outputs, float[] below, float[] params) {
        static Done by(Stage stage, ParamVector params, float[] images, float[] slopes, int n) {
            try (stage;
                    ParamVector stepped = params.copy()) {
                Activations in = filled(images, n);
                Pass pass = new Pass(stepped);
                pass.train(stepped, stepped, -0.01);
                float[] outputs = stage.forward(in, n, pass).read(n).clone();
                float[] below =
                        stage.backward(filled(slopes, n), n, pass).read(n).clone();
                return new Done(outputs, below, stepped.toArray());
            }
        }

        private static Activations filled(float[] values, int n) {
            Activations made = new Activations(n, values.length / n);
            System.arraycopy(values, 0, made.fill(), 0, values.length);
            return made;
        }
    }

    @TestFactory
    Stream<DynamicTest> convolvesAsBlasDoes() {
        assertThat(OneDnn.kernel()).startsWith("oneDNN 3.");
        return Cases.of(30, random -> {
            int kernel = 1 + random.nextInt(5);
            RowShape image =
                    new RowShape(kernel + random.nextInt(9), kernel + random.nextInt(9), 1 + random.nextInt(20));
            int filters = 1 + random.nextInt(20);
            int n = 1 + random.nextInt(5);
            Windows windows = Windows.of(image, kernel, 1 + random.nextInt(3), random.nextBoolean());
            Layout layout = new Conv(filters, kernel).arrays(image);
            LayerContext spot = new LayerContext(n, 1, 0, false, false);
            float[] images = Cases.floats(random, n * image.size(), 1);
            float[] slopes = Cases.floats(random, n * windows.count() * filters, 1);
            try (ParamVector params = ParamVector.of(layout, Cases.floats(random, layout.length(), 1))) {
                Done blas = Done.by(new ConvStage(windows, filters, spot), params, images, slopes, n);
                Done done = Done.by(new OneDnnConvStage(windows, filters, spot), params, images, slopes, n);
                near(done.outputs(), blas.outputs());
                near(done.below(), blas.below());
                near(done.params(), blas.params());
                Done again = Done.by(new OneDnnConvStage(windows, filters, spot), params, images, slopes, n);
                assertThat(again.outputs()).isEqualTo(done.outputs());
                assertThat(again.below()).isEqualTo(done.below());
                assertThat(again.params()).isEqualTo(done.params());
            }
        });
    }

    private static void near(float[] actual, float[] expected) {
        double[] wanted = IntStream.range(0, expected.length)
                .mapToDouble(i -> expected[i])
                .toArray();
        assertThat(Golden.distance(actual, wanted)).isLessThan(TOLERANCE);
    }

    /** oneDNN falls back to plain loops, silently and a hundred times slower, where it has nothing better. */
    @Test
    void hasAQuickKernelForEachConvolutionOfTheCnn() {
        Windows first = Windows.of(new RowShape(28, 28, 1), 5, 1, true);
        Windows second = Windows.of(new RowShape(14, 14, 32), 5, 1, true);
        for (int n : new int[] {1, 10, 64}) {
            try (OneDnnConvStage one = new OneDnnConvStage(first, 32, new LayerContext(n, 0, 0, true, true));
                    OneDnnConvStage two = new OneDnnConvStage(second, 64, new LayerContext(n, 3, 832, false, true))) {
                assertThat(one.kernels(n)).doesNotContain("ref");
                assertThat(two.kernels(n)).doesNotContain("ref");
            }
        }
    }
}
