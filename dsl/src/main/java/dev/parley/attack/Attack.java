package dev.parley.attack;

import dev.parley.example.Party;
import dev.parley.example.Shape;
import dev.parley.filter.Answer;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;

/**
 * An attacker's behavior in place of its task: party's side, a plain value.
 *
 * <p>It sees what the clip has left of the update and is not clipped itself; what it sends is compressed and masked like
 * any other, since the coordinator must be able to read it.
 */
public interface Attack {
    /**
     * The attack on a model of a shape.
     *
     * @throws dev.parley.fault.PlanException where there is none on such data
     */
    default Attack settled(Shape shape) {
        return this;
    }

    /** The rows that its client sees; as many as it has. */
    default Party rows(Party own, PartySide here) {
        return own;
    }

    /**
     * Sends an update of the attacker's making.
     *
     * @param inner its honest work
     */
    default Update send(Broadcast from, PartySide here, Answer inner) {
        return inner.to(from, here);
    }
}
