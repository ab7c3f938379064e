package dev.parley.personal;

import dev.parley.fault.PlanException;
import dev.parley.filter.Setting;
import java.util.List;

/**
 * FedBN: the arrays of batch normalization stay with their party, weights, biases, running means and variances alike; all
 * others are shared (Li, Jiang, Zhang, Kamp and Dou, ICLR 2021, algorithm 1).
 *
 * <p>It helps where the parties' features differ, and less where their classes do. There is no common model.
 *
 * @param arrays of the model's normalization; none before the model is known
 */
public record FedBn(List<String> arrays) implements KeepsArrays {
    public FedBn {
        arrays = List.copyOf(arrays);
    }

    /** Before the model is known. */
    public FedBn() {
        this(List.of());
    }

    @Override
    public Personalization settled(Setting setting) {
        List<String> norms = LayerNames.normalizing(setting.layout());
        if (norms.isEmpty()) {
            throw new PlanException(
                    "personalize(" + this + ") keeps batch normalization at home, but the model has none;"
                            + " train one with batchNorm(), or use fedPer()");
        }
        return new FedBn(norms);
    }

    @Override
    public String toString() {
        return "fedBn()";
    }
}
