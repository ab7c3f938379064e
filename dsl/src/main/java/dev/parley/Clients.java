package dev.parley;

import dev.parley.client.FedProx;
import dev.parley.client.LocalAdam;
import dev.parley.client.Scaffold;

/**
 * Words for what a party does in a round: {@code federation().client(fedProx(0.1))}. {@code localSgd(rate)} is in
 * {@link Parley}.
 */
public final class Clients {
    private Clients() {}

    /**
     * Local SGD held near the global model.
     *
     * <p>A step adds mu (w - x) to the gradient, where x are the parameters the party was sent (Li et al., MLSys 2020).
     * {@code fedProx(0)} is {@code localSgd}. Defaults: rate 0.1, 1 epoch a round, batches of 32; say
     * {@code .rate(r).epochs(n).batch(n)} for others.
     *
     * <p>Example: {@code federation().client(fedProx(0.1).epochs(5))}
     *
     * @param mu strength of the pull, at least 0
     * @throws dev.parley.fault.PlanException for a mu below 0 or no number
     */
    public static FedProx fedProx(double mu) {
        return new FedProx(mu);
    }

    /**
     * Minibatch Adam on the party's own rows: as {@code localSgd}, with betas and, if asked for, a memory.
     *
     * <p>Kingma and Ba, ICLR 2015, as PyTorch has it. Defaults: 1 epoch a round, batches of 32, {@code betas(0.9, 0.999)},
     * epsilon 1e-8, no weight decay. Moments start anew each round unless {@code .keepState()} lets each party keep its
     * own, 8 bytes for each parameter and party.
     *
     * <p>Example: {@code federation().client(localAdam(0.001).epochs(2).keepState())}
     *
     * @param rate learning rate, above 0
     * @throws dev.parley.fault.PlanException for another rate; {@code distributed()} refuses it in {@code train}
     */
    public static LocalAdam localAdam(double rate) {
        return LocalAdam.adam(rate);
    }

    /**
     * Minibatch AdamW on the party's own rows; weight decay 0.01 unless said otherwise.
     *
     * <p>Loshchilov and Hutter, ICLR 2019: each step first scales the weights by 1 - rate x decay. All else is as in
     * {@code localAdam}.
     *
     * <p>Example: {@code federation().client(localAdamW(0.001).weightDecay(0.1))}
     *
     * @param rate learning rate, above 0
     * @throws dev.parley.fault.PlanException for another rate; {@code distributed()} refuses it in {@code train}
     */
    public static LocalAdam localAdamW(double rate) {
        return LocalAdam.adamW(rate);
    }

    /**
     * SCAFFOLD: local SGD corrected by control variates, so that parties with unequal data do not drift apart.
     *
     * <p>Karimireddy et al., ICML 2020, option II, with the server's variate over all parties. A step takes
     * g(w) - c_i + c; twice the bytes of {@code localSgd} each way, and 4 bytes a parameter at each party. The paper takes
     * {@code aggregate(mean())}. Defaults: rate 0.1, 1 epoch a round, batches of 32; say {@code .rate(r).epochs(n).batch(n)}
     * for others. Momentum and weight decay are refused in {@code train}, since they would scale the variates wrongly.
     *
     * <p>Example: {@code federation().client(scaffold().epochs(5)).aggregate(mean()).train(softmax(), hospitals)}
     */
    public static Scaffold scaffold() {
        return new Scaffold();
    }
}
