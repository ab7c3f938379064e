package dev.parley.bench;

import static dev.parley.Parley.cnn;
import static dev.parley.Parley.linear;
import static dev.parley.Parley.mlp;
import static dev.parley.Parley.softmax;

import dev.parley.model.Model;

/** The models by the names that the tables have. */
final class Models {
    private Models() {}

    static Model named(String name) {
        return switch (name) {
            case "linear" -> linear();
            case "softmax" -> softmax();
            case "2nn" -> mlp(200, 200);
            case "cnn" -> cnn();
            default -> throw new IllegalArgumentException("no model '" + name + "': linear, softmax, 2nn or cnn");
        };
    }
}
