package dev.parley.example;

/** Task of a model: the kind of value to predict. */
public enum Task {
    /** One of K classes. */
    CLASSIFICATION,
    /** A number. */
    REGRESSION
}
