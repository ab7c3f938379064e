package dev.parley.bench;

import dev.parley.client.ClientAlgorithm;
import dev.parley.client.PartyMemory;
import dev.parley.example.Party;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Update;
import dev.parley.model.Learner;
import dev.parley.num.ParamVector;
import java.util.Map;

/** Does nothing and sends it: what is left of a round is the library's own. */
record EmptyClient() implements ClientAlgorithm {
    @Override
    public Update train(Broadcast from, Party party, Learner learner, PartyMemory memory) {
        ParamVector nothing = memory.pool().zeros(from.params().layout());
        return new Update(
                new Member(party.index(), party.name(), party.size()),
                party.size(),
                0,
                0,
                Map.of("delta", nothing),
                0,
                0);
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
