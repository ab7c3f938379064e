package dev.parley.run.kept;

import dev.parley.example.Shape;
import dev.parley.fault.PlanException;
import dev.parley.model.Learner;
import dev.parley.model.Model;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.Optional;

/**
 * Stands in an opened file where a model was code, of which a file holds the name: tells its arrays, refuses to work.
 *
 * @param name the graph's name
 * @param arrays its parameters
 */
record AbsentModel(String name, Layout arrays) implements Model {
    @Override
    public Optional<String> objection(Shape shape) {
        return Optional.of(missing());
    }

    @Override
    public Layout layout(Shape shape) {
        return arrays;
    }

    @Override
    public ParamVector initial(Shape shape, Seed seed) {
        throw new PlanException(missing());
    }

    @Override
    public Learner open(Shape shape, int batch) {
        throw new PlanException(missing());
    }

    /** The code that would give it again. */
    String example() {
        return "sameDiff(\"" + name + "\", (sd, x) -> ..)";
    }

    private String missing() {
        return "the model " + this + " is code, and a file holds only its name; give it again: TrainedModel.load(path, "
                + example() + ") or replay(path, " + example() + ")";
    }

    @Override
    public String toString() {
        return "sameDiff(\"" + name + "\")";
    }
}
