package dev.parley.personal;

import dev.parley.fault.Check;
import dev.parley.filter.Answer;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.num.ParamVector;
import java.util.List;
import java.util.Optional;

/**
 * Fine-tuning: the party's own model is the common one after k local epochs on its rows.
 *
 * <p>They are the client's steps, at its rate of the round and in the order of that round's rows. Nothing is kept: each
 * time that parties measure their models it costs k epochs, and the common model is trained as without it.
 *
 * @param k epochs, at least 1
 */
public record FineTune(int k) implements Personalization {
    public FineTune {
        Check.atLeastOne("fineTune(k)", k);
    }

    @Override
    public Update learn(Broadcast from, PartySide here, Answer inner) {
        return inner.to(from, here);
    }

    @Override
    public ParamVector own(Broadcast from, PartySide here) {
        try (Update change =
                LocalWork.of(here.client()).epochs(k).train(from.unwatched(), from.params(), here, List.of())) {
            return here.pool().copy(from.params()).add(1, change.delta());
        }
    }

    @Override
    public Optional<String> objection(List<Filter> others) {
        ClientAlgorithm client = LocalWork.client(others);
        if (LocalWork.keepsMoments(client)) {
            return Optional.of("personalize(" + this + ") begins its steps anew each time, but client(" + client
                    + ") goes on with moments; leave keepState() out");
        }
        return LocalWork.objection(this, others);
    }

    @Override
    public String toString() {
        return "fineTune(" + k + ")";
    }
}
