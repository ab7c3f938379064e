package dev.parley.bench;

import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Work;

/** Does nothing and sends it: what is left of a round is the library's own. */
record EmptyClient() implements ClientAlgorithm {
    @Override
    public Update train(Broadcast from, PartySide here) {
        Payload nothing =
                Payload.of(Update.DELTA, here.pool().zeros(from.params().layout()));
        return new Update(here.member(), here.party().size(), nothing, new Work(0, 0, 0, 0));
    }

    @Override
    public int batch() {
        return 1;
    }

    @Override
    public double rate() {
        return 1;
    }
}
