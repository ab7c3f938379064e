package dev.parley.personal;

import dev.parley.filter.Answer;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.filter.Place;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.num.ParamVector;
import java.util.Set;

/**
 * Keeps a party's whole model at home: nothing is shared, and each party learns alone. {@code local()} is made of it.
 *
 * <p>The parameters to begin with come once; then a party goes on from its own. It sends the norm of its change, and,
 * where it is asked for it, its model, so that the coordinator can measure it on the common test rows. Costs 4 bytes a
 * parameter of memory at each party.
 */
public record AtHome() implements Filter {
    @Override
    public Place place() {
        return Place.PERSONAL;
    }

    @Override
    public Set<String> around() {
        return Set.of(Turn.TRAIN, Turn.SCORE, Turn.MODEL);
    }

    @Override
    public boolean keepsAllAtHome() {
        return true;
    }

    @Override
    public Update atParty(Broadcast from, PartySide here, Answer inner) {
        ParamVector own = OwnModel.of(from, here);
        Update answer = inner.to(from.and(Update.PARAMS, own), here);
        if (!from.turn().step().equals(Turn.TRAIN)) {
            return answer;
        }
        ParamVector delta = answer.delta();
        own.add(1, delta);
        double norm = delta.norm();
        delta.close();
        return answer.carrying(answer.payload().without(Update.DELTA).and("delta norm", norm));
    }

    /** Sends the parameters to begin with, once. */
    @Override
    public Aggregate atCoordinator(Broadcast to, CoordinatorSide here, Exchange inner) {
        Payload rest = to.payload().without(Update.PARAMS);
        boolean first = here.memory().number("begun", 0) == 0;
        here.memory().put("begun", 1);
        return inner.with(first ? to : to.carrying(rest));
    }

    @Override
    public String toString() {
        return "atHome()";
    }
}
