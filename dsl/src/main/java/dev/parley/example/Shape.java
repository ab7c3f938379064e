package dev.parley.example;

import java.util.List;

/**
 * Shape of the data that a model has to fit: its inputs and its outputs.
 *
 * @param task classes or a number
 * @param width number of features d after coding
 * @param image height, width and channels where rows are images, else empty
 * @param classes the classes' names in the order of their indices; empty for a regression
 * @param target the target's name
 * @param scale how a number to be predicted is scaled
 * @param weights what a row of each class counts in the loss that is trained on; empty where all count the same
 */
public record Shape(
        Task task,
        int width,
        List<Integer> image,
        List<String> classes,
        String target,
        TargetScale scale,
        List<Double> weights) {
    /** A shape whose classes all count the same. */
    public Shape(Task task, int width, List<Integer> image, List<String> classes, String target, TargetScale scale) {
        this(task, width, image, classes, target, scale, List.of());
    }

    /** A shape whose target is not scaled. */
    public Shape(Task task, int width, List<Integer> image, List<String> classes, String target) {
        this(task, width, image, classes, target, TargetScale.NONE);
    }

    /** The same shape, whose classes count so much. */
    public Shape weighted(List<Double> by) {
        return new Shape(task, width, image, classes, target, scale, by);
    }

    public Shape {
        image = List.copyOf(image);
        classes = List.copyOf(classes);
        weights = List.copyOf(weights);
    }
}
