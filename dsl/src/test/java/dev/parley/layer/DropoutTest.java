package dev.parley.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DropoutTest {
    private static final int ROWS = 100;
    private static final int SIZE = 50;

    private final ParamVector nothing = ParamVector.zeros(Layout.empty());
    private final Pass pass = new Pass(nothing);

    private float[] step(double probability, int depth) {
        Stage stage =
                new Dropout(probability).open(RowShape.flat(SIZE), new LayerContext(ROWS, depth, 0, false, false));
        Activations in = new Activations(ROWS, SIZE);
        Arrays.fill(in.fill(), 3f);
        pass.train(nothing, nothing, 1);
        float[] out = stage.forward(in, ROWS, pass).read(ROWS).clone();
        Activations gradient = new Activations(ROWS, SIZE);
        Arrays.fill(gradient.fill(), 3f);
        assertThat(stage.backward(gradient, ROWS, pass).read(ROWS)).isEqualTo(out);
        return out;
    }

    @Test
    void dropsTheShareThatIsAskedForAndScalesTheRest() {
        pass.begin(new Seed(1));
        for (double probability : new double[] {0, 0.25, 0.5, 0.9}) {
            float[] out = step(probability, 0);
            float kept = (float) (3 / (1 - probability));
            long zeros = 0;
            for (float value : out) {
                assertThat(value == 0 || value == kept).isTrue();
                zeros += value == 0 ? 1 : 0;
            }
            // four standard deviations of a binomial share
            double deviation = Math.sqrt(probability * (1 - probability) / out.length);
            assertThat((double) zeros / out.length).isEqualTo(probability, within(4 * deviation));
        }
    }

    @Test
    void dropsTheSameForTheSameSeedAndStepAndOthersElse() {
        pass.begin(new Seed(1));
        float[] first = step(0.5, 2);
        float[] next = step(0.5, 2);
        pass.begin(new Seed(1));
        assertThat(step(0.5, 2)).isEqualTo(first).isNotEqualTo(next);
        pass.begin(new Seed(1));
        assertThat(step(0.5, 3)).isNotEqualTo(first);
        pass.begin(new Seed(2));
        assertThat(step(0.5, 2)).isNotEqualTo(first);
    }

    @Test
    void leavesPredictionsAlone() {
        Stage stage = new Dropout(0.9).open(RowShape.flat(SIZE), new LayerContext(ROWS, 0, 0, false, false));
        Activations in = new Activations(ROWS, SIZE);
        Arrays.fill(in.fill(), 3f);
        pass.predict(nothing);
        assertThat(stage.forward(in, ROWS, pass).read(ROWS)).containsOnly(3f);
    }
}
