package dev.parley.personal;

import dev.parley.fault.Check;
import dev.parley.filter.Setting;
import java.util.List;

/**
 * FedPer: all layers are trained together, the last ones stay with their party (Arivazhagan et al., 2019, algorithm 1).
 *
 * <p>Less is sent than without it. There is no common model: who has not taken part yet has the layers as they began.
 *
 * @param layers names of the layers or arrays that stay; none for the last layers
 * @param last how many of them, at least 1
 * @param arrays what that comes to in a model; none before it is known
 */
public record FedPer(List<String> layers, int last, List<String> arrays) implements KeepsArrays {
    public FedPer {
        Check.atLeastOne("fedPer(last)", last);
        layers = List.copyOf(layers);
        arrays = List.copyOf(arrays);
    }

    /** Before the model is known. */
    public FedPer(List<String> layers, int last) {
        this(layers, last, List.of());
    }

    @Override
    public Personalization settled(Setting setting) {
        return new FedPer(layers, last, LayerNames.kept("personalize(" + this + ")", layers, last, setting.layout()));
    }

    @Override
    public String toString() {
        return LayerNames.said("fedPer", layers, last);
    }
}
