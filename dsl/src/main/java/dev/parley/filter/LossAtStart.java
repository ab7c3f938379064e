package dev.parley.filter;

import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.optimizer.Probe;

/** Lets each party send the mean loss of its rows at the parameters that it was sent: a number beside its update. */
public record LossAtStart() implements Filter {
    /** The number's name. */
    public static final String LOSS = "loss at start";

    @Override
    public Place place() {
        return Place.PERSONAL;
    }

    @Override
    public Update atParty(Broadcast from, PartySide here, Answer inner) {
        double loss = Probe.all(here.learner(), here.party()).loss(from.params());
        return inner.to(from, here).and(LOSS, loss);
    }

    @Override
    public String toString() {
        return "lossAtStart()";
    }
}
