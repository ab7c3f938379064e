package dev.parley.personal;

import dev.parley.fault.Check;
import dev.parley.filter.Answer;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.num.ParamVector;
import dev.parley.optimizer.Correction;
import java.util.List;
import java.util.Optional;

/**
 * Ditto: beside the common model x each party trains its own v on F_i(v) + lambda/2 |v - x|^2, x as it was sent (Li, Hu,
 * Beirami and Smith, ICML 2021, algorithm 1).
 *
 * <p>A step is v -= rate (gradient(v) + lambda (v - x)), with the client's epochs, batches and optimizer, in the order of
 * the round's rows; the common model is trained as without it. With lambda 0 it is {@code local()}. Costs twice the steps,
 * and 4 bytes a parameter of memory at each party, which lasts over rounds without it; nothing more is sent.
 *
 * @param lambda strength of the pull, at least 0
 */
public record Ditto(double lambda) implements Personalization {
    public Ditto {
        Check.notNegative("ditto(lambda)", lambda);
    }

    @Override
    public Update learn(Broadcast from, PartySide here, Answer inner) {
        Update update = inner.to(from, here);
        ParamVector own = OwnModel.of(from, here);
        List<Correction> pull = lambda == 0 ? List.of() : List.of(Correction.pull(lambda, from.params()));
        try (Update mine = LocalWork.of(here.client()).train(from.unwatched(), own, here, pull)) {
            own.add(1, mine.delta());
            return update.after(mine.work());
        }
    }

    @Override
    public ParamVector own(Broadcast from, PartySide here) {
        return OwnModel.copy(from, here);
    }

    @Override
    public Optional<String> objection(List<Filter> others) {
        return LocalWork.objection(this, others);
    }

    @Override
    public String toString() {
        return "ditto(" + Check.text(lambda) + ")";
    }
}
