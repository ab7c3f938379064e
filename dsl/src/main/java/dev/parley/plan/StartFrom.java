package dev.parley.plan;

import dev.parley.fault.PlanException;
import dev.parley.file.SafeTensors;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import java.util.Objects;
import java.util.Optional;

/** The parameters that a training begins with, in place of the model's own. A run that is resumed goes on from its own. */
public sealed interface StartFrom {
    /**
     * The parameters, a new vector.
     *
     * @param layout the arrays of the model that is to be trained
     * @param model its name, for messages
     * @throws dev.parley.fault.DataException where a file was changed, or has other arrays
     * @throws PlanException where a model has other arrays
     */
    ParamVector params(Layout layout, String model);

    /**
     * Parameters in a safetensors file.
     *
     * @param path of the file
     * @param sha256 of its bytes when it was named, in hexadecimal
     */
    record Weights(String path, String sha256) implements StartFrom {
        /**
         * Names a file as it is now.
         *
         * @throws dev.parley.fault.DataException where it is no safetensors file
         */
        public static Weights of(String path) {
            return new Weights(path, SafeTensors.sha256(path, asked(path)));
        }

        @Override
        public ParamVector params(Layout layout, String model) {
            return SafeTensors.read(path, asked(path), layout, model, sha256);
        }

        private static String asked(String path) {
            return "startFrom(\"" + path + "\")";
        }

        @Override
        public String toString() {
            return asked(path);
        }
    }

    /**
     * Parameters of a trained model. Two are equal where their fingerprints are.
     *
     * @param name of the model, with its size
     * @param fingerprint of its parameters
     * @param vector its parameters; a plan's JSON has none, a run's file has
     */
    record Trained(String name, String fingerprint, Optional<ParamVector> vector) implements StartFrom {
        /** Takes a model's. */
        public static Trained of(String model, ParamVector params) {
            String name = model + " of " + params.length() + " parameters";
            return new Trained(name, params.fingerprint(), Optional.of(params));
        }

        /**
         * The same with its parameters.
         *
         * @throws IllegalArgumentException where they are others
         */
        public Trained found(ParamVector params) {
            if (!params.fingerprint().equals(fingerprint)) {
                throw new IllegalArgumentException("the parameters that it began with do not match their fingerprint");
            }
            return new Trained(name, fingerprint, Optional.of(params));
        }

        @Override
        public ParamVector params(Layout layout, String model) {
            ParamVector params = vector.orElseThrow(
                    () -> new PlanException(
                            this
                                    + " begins with parameters that the plan's JSON does not hold; give the model again by startFrom(..)"));
            String needed = "";
            for (Layout.Slot slot : layout.slots()) {
                Optional<Layout.Slot> own = params.layout().slots().stream()
                        .filter(other -> other.name().equals(slot.name()))
                        .findFirst();
                if (!own.map(Layout.Slot::shape).equals(Optional.of(slot.shape()))) {
                    needed = "an array '" + slot.name() + "' of " + SafeTensors.shown(slot.shape()) + ", but the model "
                            + own.map(it -> "has it of " + SafeTensors.shown(it.shape()))
                                    .orElse("has none of that name");
                    break;
                }
            }
            if (needed.isEmpty() && params.length() != layout.length()) {
                needed = layout.length() + " parameters, but the model has " + params.length();
            }
            if (!needed.isEmpty()) {
                throw new PlanException(
                        this + ": " + model + " needs " + needed + "; start from a model of the same arrays");
            }
            return ParamVector.zeros(layout).set(params);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Trained trained
                    && name.equals(trained.name)
                    && fingerprint.equals(trained.fingerprint);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, fingerprint);
        }

        @Override
        public String toString() {
            return "startFrom(" + name + ")";
        }
    }
}
