package dev.parley.attack;

import dev.parley.filter.Answer;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.num.ParamVector;

/**
 * Sends back the parameters that it was sent, and so a change of zero, without any work, and claims its rows (a plain free
 * rider; Fraboni, Vidal and Lorenzi, AISTATS 2021).
 */
public record FreeRider() implements Attack {
    @Override
    public Update send(Broadcast from, PartySide here, Answer inner) {
        ParamVector nothing = here.pool().copy(from.params()).fill(0);
        return new Update(here.member(), here.party().size(), Payload.of(Update.DELTA, nothing), Work.NONE);
    }

    @Override
    public String toString() {
        return "freeRider()";
    }
}
