package dev.parley.client;

import dev.parley.fault.Check;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.optimizer.Correction;
import java.util.List;
import java.util.Set;

/**
 * Local SGD on F_i(w) + mu/2 |w - x|^2, which holds a party's model near the global one x (Li et al., MLSys 2020).
 *
 * <p>The step adds mu (w - x) to the gradient. {@code fedProx(0)} is {@code localSgd}.
 *
 * @param mu strength of the pull, at least 0
 * @param sgd the steps, those of SGD unless said otherwise
 */
public record FedProx(double mu, LocalSteps<?> sgd) implements OnSteps<FedProx> {
    public FedProx {
        Check.notNegative("fedProx(mu)", mu);
    }

    /** With the default steps, {@code localSgd(0.1)}. */
    public FedProx(double mu) {
        this(mu, new LocalSgd(0.1));
    }

    @Override
    public FedProx on(LocalSteps<?> steps) {
        return new FedProx(mu, steps);
    }

    @Override
    public Update train(Broadcast from, PartySide here) {
        List<Correction> pull = mu == 0 ? List.of() : List.of(Correction.pull(mu, from.params()));
        return sgd.train(from, from.params(), here, pull);
    }

    @Override
    public Set<String> summed() {
        return Set.of(Update.DELTA);
    }

    @Override
    public String toString() {
        return "fedProx(" + Check.text(mu) + ")" + sgd.words();
    }
}
