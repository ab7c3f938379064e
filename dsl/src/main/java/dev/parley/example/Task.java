package dev.parley.example;

/** What is to be predicted. */
public enum Task {
    /** One of K classes. */
    CLASSIFICATION,
    /** A number. */
    REGRESSION
}
