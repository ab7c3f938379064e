package dev.parley.model;

/**
 * A term of the loss on the representations of a batch, the inputs of a network's last dense layer: party's side. Several
 * threads may ask it at once, each for other rows.
 */
@FunctionalInterface
public interface RepresentationLoss {
    /**
     * Adds the gradient of the term's mean over n rows.
     *
     * @param z representations, n x size; not to be changed
     * @param first the number of their first row within the batch
     * @param gradient n x size, by the representations, to be added to
     */
    void addGradient(float[] z, int n, int size, int first, float[] gradient);
}
