package dev.parley;

import dev.parley.plan.Choice;
import dev.parley.plan.Plan;
import dev.parley.plan.Synchronization;
import dev.parley.server.ServerOptimizer;
import dev.parley.train.Surroundings;

/** One owner's rows, dealt evenly to workers that train one model: {@code batch(b)} is per worker. */
public final class Distributed extends Trainer<Distributed> {
    Distributed(Plan plan, Surroundings place) {
        super(plan, place);
    }

    @Override
    Distributed with(Plan changed, Surroundings moved) {
        return new Distributed(changed, moved);
    }

    /** How many workers; default 2. */
    public Distributed workers(int n) {
        return choose(Choice.WORKERS, n);
    }

    /** Passes over the data; default 10. */
    public Distributed epochs(int n) {
        return choose(Choice.EPOCHS, n);
    }

    /** When the workers average; default {@code everyStep()}. */
    public Distributed synchronize(Synchronization when) {
        return choose(Choice.SYNCHRONIZE, when);
    }

    /** How the average becomes the next parameters; default {@code serverSgd(1)}. */
    public Distributed server(ServerOptimizer optimizer) {
        return choose(Choice.SERVER, optimizer);
    }
}
