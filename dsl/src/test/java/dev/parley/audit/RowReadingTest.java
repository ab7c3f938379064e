package dev.parley.audit;

import static dev.parley.Audits.*;
import static dev.parley.Parley.*;
import static dev.parley.Rules.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Federation;
import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.model.Model;
import dev.parley.num.GaussianNoise;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A row is read out of the update of a party that owns it alone, and no more once the update is noised or summed. */
class RowReadingTest {
    private static final Dataset DIABETES = dataset("diabetes").trainTest(0.1);
    private static final Dataset DIGITS = dataset("digits").trainTest(0.02);

    /** First update of the first round, as a coordinator sees it that averages as it should. */
    private static ParamVector firstUpdate(Model model, Parties parties) {
        List<ParamVector> noted = new ArrayList<>();
        plan().aggregate(named("curious", updates -> {
                    noted.add(updates.list().get(0).delta().copy());
                    return updates.mean();
                }))
                .train(model, parties);
        return noted.get(0);
    }

    private static Federation plan() {
        return federation().rounds(1).client(localSgd(0.1).batch(1));
    }

    private static float[] row(Parties parties, int party) {
        float[] row = new float[parties.shape().width()];
        parties.party(party).examples().read(new int[] {0}, 0, 1, row);
        return row;
    }

    /** Largest difference between a row that was read and the true one. */
    private static double distance(float[] read, float[] truth) {
        double most = 0;
        for (int i = 0; i < truth.length; i++) {
            most = Math.max(most, Math.abs(read[i] - truth[i]));
        }
        return most;
    }

    @Test
    void aPatientIsReadOutOfAnUpdateOfALinearModel() {
        Parties phones = DIABETES.split(44, iid());
        assertThat(phones.party(0).size()).isEqualTo(1);
        assertThat(distance(readRow(firstUpdate(linear(), phones)), row(phones, 0)))
                .isLessThan(1e-4);
    }

    @Test
    void aDigitIsReadOutOfAnUpdateOfANetworkWithEitherOrderOfItsWeights() {
        Parties phones = DIGITS.split(35, iid());
        assertThat(phones.party(0).size()).isEqualTo(1);
        for (Model model : List.of(softmax(), mlp(32), mlp(64), mlp(128))) {
            assertThat(distance(readRow(firstUpdate(model, phones)), row(phones, 0)))
                    .as(model.toString())
                    .isLessThan(1e-3);
        }
    }

    @Test
    void noiseAndSumsSpoilWhatIsRead() {
        Parties phones = DIGITS.split(35, iid());
        ParamVector initial = mlp(64).initial(phones.shape(), plan().plan().seed());
        double alone = ofModel(plan(), phones, initial);
        assertThat(alone).as("a mean of 35 rows").isGreaterThan(0.5);
        Parties one = phones.pooled();
        Federation single = plan().client(localSgd(0.1).batch(64));
        float[] mixed = readRow(
                single.train(mlp(64), one).parts().outcome().params().get(0).minus(initial));
        for (int party = 0; party < 35; party++) {
            assertThat(distance(mixed, row(phones, party))).as("row " + party).isGreaterThan(0.1);
        }
        ParamVector update = firstUpdate(mlp(64), phones);
        GaussianNoise.add(update, 0.01, new Seed(1));
        assertThat(distance(readRow(update), row(phones, 0))).isGreaterThan(0.5);
    }

    private static double ofModel(Federation plan, Parties phones, ParamVector initial) {
        float[] read = readRow(
                plan.train(mlp(64), phones).parts().outcome().params().get(0).minus(initial));
        double nearest = Double.MAX_VALUE;
        for (int party = 0; party < phones.size(); party++) {
            nearest = Math.min(nearest, distance(read, row(phones, party)));
        }
        return nearest;
    }

    @Test
    void refusesModelsThatBeginOtherwiseAndUnitsThatDidNotLearn() {
        var layout = Layout.empty().then("layer1.weight", 2, 3).then("layer1.bias", 2);
        var images = Layout.empty().then("layer1.weight", 8, 1, 3, 3).then("layer1.bias", 8);
        assertThatThrownBy(() -> readRow(ParamVector.zeros(images)))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "readRow(update) divides the change of the first dense layer's weights by that of its biases,"
                                + " but this model begins with layer1.weight of shape [8, 1, 3, 3]; take linear(), logistic(),"
                                + " softmax() or mlp(..)");
        assertThatThrownBy(() -> readRow(ParamVector.zeros(layout)))
                .isInstanceOf(PlanException.class)
                .hasMessage("readRow(update) needs a unit that has learned, but the bias of unit 0 has not changed; it"
                        + " tells nothing of the row");
        assertThatThrownBy(() -> RowReading.of(ParamVector.zeros(layout), 2))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "readRow(update): the first layer has 2 units, numbered from 0 to 1, but unit 2 was asked for;"
                                + " choose one of these");
    }
}
