package dev.parley.layer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Cases;
import dev.parley.Golden;
import dev.parley.layer.internal.onednn.OneDnnPoolStage;
import dev.parley.layer.internal.stage.AvgPoolStage;
import dev.parley.layer.internal.stage.MaxPoolStage;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Poolings by oneDNN and without it, against PyTorch's (golden/pooling.json) and against each other. */
class PoolingTest {
    /** Results of a pooling of some images. */
    private record Done(float[] outputs, float[] below) {}

    static Stream<Arguments> cases() {
        return Golden.each(Golden.file("pooling.json").get("cases"))
                .map(golden -> Arguments.of(golden.get("name").asText(), golden));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void outputsAndGradientsAreThoseOfPyTorchAlsoWhereNumbersAreEqual(String name, JsonNode golden) {
        int[] image = Golden.ints(golden.get("image"));
        RowShape in = new RowShape(image[0], image[1], image[2]);
        boolean isMax = golden.get("layer").has("maxPool");
        JsonNode asked = golden.get("layer").elements().next();
        int size = asked.get("size").asInt();
        int stride = asked.get("stride").asInt();
        Pooling pool = isMax ? new MaxPool(size, stride) : new AvgPool(size, stride);
        String relu = golden.get("relu").asText();
        float[] x = Golden.floats(golden.get("x"));
        float[] slope = Golden.floats(golden.get("slope"));
        for (Function<LayerContext, Stage> how : ways(pool.windows(in), isMax, !relu.equals("none"))) {
            Done done = by(how, x, slope, x.length / in.size());
            assertThat(Golden.distance(done.outputs(), Golden.doubles(golden.get("y"))))
                    .isLessThan(1e-6);
            assertThat(Golden.distance(done.below(), Golden.doubles(golden.get("below"))))
                    .isLessThan(1e-6);
        }
    }

    /** With oneDNN and without. */
    private static List<Function<LayerContext, Stage>> ways(Windows windows, boolean isMax, boolean rectifies) {
        return List.of(
                spot -> new OneDnnPoolStage(windows, isMax, rectifies, spot),
                spot -> isMax ? new MaxPoolStage(windows, rectifies, spot) : new AvgPoolStage(windows, spot));
    }

    /** Room for more rows than there are, and other images first: nothing of them must stay behind. */
    private static Done by(Function<LayerContext, Stage> how, float[] x, float[] slope, int n) {
        Pass pass = new Pass(ParamVector.zeros(Layout.empty()));
        try (Stage stage = how.apply(new LayerContext(n + 2, 1, 0, false, false))) {
            float[] others = new float[x.length / n];
            Arrays.fill(others, 7f);
            float[] slopes = new float[slope.length / n];
            Arrays.fill(slopes, 5f);
            stage.forward(filled(others, 1), 1, pass);
            stage.backward(filled(slopes, 1), 1, pass);
            float[] outputs = Arrays.copyOf(stage.forward(filled(x, n), n, pass).read(n), slope.length);
            float[] below =
                    Arrays.copyOf(stage.backward(filled(slope, n), n, pass).read(n), x.length);
            return new Done(outputs, below);
        }
    }

    private static Activations filled(float[] values, int n) {
        Activations made = new Activations(n, values.length / n);
        System.arraycopy(values, 0, made.fill(), 0, values.length);
        return made;
    }

    @TestFactory
    Stream<DynamicTest> oneDnnPoolsAsJavaDoes() {
        return Cases.of(40, random -> {
            int size = 1 + random.nextInt(4);
            int stride = 1 + random.nextInt(5);
            RowShape in = new RowShape(size + random.nextInt(9), size + random.nextInt(9), 1 + random.nextInt(40));
            Windows windows = Windows.of(in, size, stride, false);
            int n = 1 + random.nextInt(4);
            boolean isMax = random.nextBoolean();
            float[] x = numbers(random, n * in.size());
            float[] slope = numbers(random, n * windows.count() * in.channels());
            List<Function<LayerContext, Stage>> ways = ways(windows, isMax, isMax && random.nextBoolean());
            Done done = by(ways.get(0), x, slope, n);
            Done java = by(ways.get(1), x, slope, n);
            assertThat(Golden.distance(done.outputs(), doubles(java.outputs()))).isLessThan(1e-5);
            assertThat(Golden.distance(done.below(), doubles(java.below()))).isLessThan(1e-5);
        });
    }

    /** Also zeros, and zeros below 0, which are equal. */
    private static float[] numbers(UniformRandomProvider random, int count) {
        float[] values = Cases.floats(random, count, 3);
        for (int i = 0; i < count; i++) {
            if (random.nextInt(4) == 0) {
                values[i] = random.nextBoolean() ? 0f : -0f;
            }
        }
        return values;
    }

    private static double[] doubles(float[] values) {
        double[] made = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            made[i] = values[i];
        }
        return made;
    }

    @Test
    void withoutOneDnnEveryFloatHasItsPlaceAndNanIsTheLargest() {
        float[] rising = {
            Float.NEGATIVE_INFINITY,
            -Float.MAX_VALUE,
            -1,
            -Float.MIN_VALUE,
            0,
            Float.MIN_VALUE,
            1,
            Float.MAX_VALUE,
            Float.POSITIVE_INFINITY,
            Float.intBitsToFloat(0xffc00000)
        };
        for (int larger = 1; larger < rising.length; larger++) {
            for (int smaller = 0; smaller < larger; smaller++) {
                float[] square = {rising[smaller], rising[larger], rising[smaller], rising[smaller]};
                Windows whole = Windows.of(new RowShape(2, 2, 1), 2, 2, false);
                Done plain = by(spot -> new MaxPoolStage(whole, false, spot), square, new float[] {3}, 1);
                assertThat(plain.outputs()).containsExactly(rising[larger]);
                assertThat(plain.below()).containsExactly(0, 3, 0, 0);
                Done rectified = by(spot -> new MaxPoolStage(whole, true, spot), square, new float[] {3}, 1);
                boolean passes = !(rising[larger] <= 0);
                assertThat(rectified.outputs()).containsExactly(passes ? rising[larger] : 0);
                assertThat(rectified.below()).containsExactly(0, passes ? 3 : 0, 0, 0);
            }
        }
    }

    @Test
    void hasAQuickKernelForEachPoolingOfTheCnn() {
        for (RowShape in : new RowShape[] {new RowShape(28, 28, 32), new RowShape(14, 14, 64)}) {
            for (boolean isMax : new boolean[] {true, false}) {
                try (OneDnnPoolStage stage = new OneDnnPoolStage(
                        Windows.of(in, 2, 2, false), isMax, isMax, new LayerContext(10, 1, 0, false, true))) {
                    assertThat(stage.kernels(10)).contains("jit:").doesNotContain("ref");
                    assertThat(stage.kernels(3)).contains("jit:").doesNotContain("ref");
                }
            }
        }
    }
}
