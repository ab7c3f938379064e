package dev.parley;

import dev.parley.account.Noise;
import dev.parley.client.AdaptiveFedProx;
import dev.parley.client.AdaptiveMu;
import dev.parley.client.EpochsByParty;
import dev.parley.client.EpochsLaw;
import dev.parley.client.FedDyn;
import dev.parley.client.FedNova;
import dev.parley.client.FedProx;
import dev.parley.client.GradientStep;
import dev.parley.client.LocalAdam;
import dev.parley.client.Mime;
import dev.parley.client.MimeLite;
import dev.parley.client.Moon;
import dev.parley.client.Scaffold;
import dev.parley.privacy.Clip;
import dev.parley.privacy.DpSgd;
import java.util.Arrays;

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
     * {@code .rate(r).epochs(n).batch(n)} for others, {@code .on(localAdam(0.001))} for steps of Adam.
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
     * FedDyn: local SGD under a regularizer that follows the training, so that parties with unequal data share one optimum.
     *
     * <p>Acar et al., ICLR 2021, algorithm 1. A step takes g(w) - l_i + a (w - x), with a dual l_i that each party keeps; the
     * coordinator adds up deltas in h, and the next model is x + mean of deltas - h/a. Bytes are those of {@code localSgd};
     * 4 bytes a parameter at each party. Every party counts the same, also under {@code weightedMean()}, and
     * {@code server(..)} is refused, since the step is its own. The paper trains with {@code .weightDecay(0.001)} and clipped
     * gradients, {@code .clipGradient(10)}; it is said where there is neither. Defaults: rate 0.1, 1 epoch a round, batches
     * of 32; any local steps will do, also {@code .momentum(0.9)} or {@code .on(localAdam(0.001))}. {@code clip(c)} and noise
     * on updates are refused in {@code train}, since sums over rounds would no longer fit.
     *
     * <p>Example: {@code federation().client(fedDyn(0.01).epochs(5).weightDecay(0.001).clipGradient(10))}
     *
     * @param a strength of the pull, above 0; the paper takes 0.1, 0.01 and 0.001
     * @throws dev.parley.fault.PlanException for another a
     */
    public static FedDyn fedDyn(double a) {
        return new FedDyn(a);
    }

    /**
     * DP-SGD: steps that are private for each row, such as a patient.
     *
     * <p>Abadi et al., CCS 2016. A step draws each row by itself with probability batch / n, bounds each row's gradient to
     * the clip norm c and adds noise of standard deviation z c to their sum. {@code run.privacy()} has the account, for the
     * party with the least rows or the most rounds. Models whose layers mix rows, {@code batchNorm()} and graphs are refused.
     * Defaults: 1 epoch a round, batches of 32; say {@code .epochs(n).batch(n).momentum(m)} for others. Large batches drown
     * the noise; rates are found without looking at private rows. {@code .fastNoise()} is for experiments.
     *
     * <p>Example: {@code federation().client(dpSgd(0.1, clip(1), noise(1.1)).batch(256)).train(logistic(), hospitals)}
     *
     * @param rate learning rate, above 0
     * @param clip c, the most that one row's gradient may be: {@code clip(1)}
     * @param noise z, over c: {@code noise(1.1)}
     * @throws dev.parley.fault.PlanException for a rate of 0 or below
     */
    public static DpSgd dpSgd(double rate, Clip clip, Noise noise) {
        return new DpSgd(rate, clip, noise);
    }

    /**
     * FedNova: local SGD whose updates are divided by the steps they took, so that who takes more does not count more.
     *
     * <p>Wang et al., NeurIPS 2020. A party sends its delta over |a|_1, where |a|_1 is its number of steps, or with
     * {@code .momentum(m)} and {@code .proximal(mu)} the sum of the weights of its gradients; the server's step is tau_eff
     * times what the rule makes of them, tau_eff the mean of |a|_1 with the rule's weights: {@code run.table()} has it as
     * "tau eff". Where all take the same steps it is FedAvg. Under a rule that is no mean tau_eff is the plain mean. {@code
     * clip(c)} bounds the divided update. Defaults: rate 0.1, 1 epoch a round, batches of 32. Refused in {@code train}: a
     * momentum and mu with which local steps swing, rate x mu above (1 - sqrt(m))^2. Adam is refused, since its steps are
     * no sum of gradients with known weights.
     *
     * <p>Example: {@code federation().client(fedNova().momentum(0.9).epochs(byParty(1, 2, 5))).train(softmax(), hospitals)}
     */
    public static FedNova fedNova() {
        return new FedNova();
    }

    /**
     * Local SGD held near the global model by a mu that follows the training loss.
     *
     * <p>Li et al., MLSys 2020, appendix C.3.3: mu grows by 0.1 in the round after the loss has risen, and shrinks by 0.1 after
     * five falls in a row, from 0 to 1. The loss is the mean over all training rows of the parties that came, at the parameters
     * they were sent; each sends its own, which costs a forward pass. {@code run.table()} has the column "mu". All else is as
     * in {@code fedProx(mu)}.
     *
     * <p>Example: {@code federation().client(fedProx(adaptive()).epochs(5))}
     *
     * @param mu {@code adaptive()}, or {@code adaptive(first)}
     */
    public static AdaptiveFedProx fedProx(AdaptiveMu mu) {
        return new AdaptiveFedProx(mu);
    }

    /**
     * A mu of {@code fedProx} that begins with 0 and follows the loss.
     *
     * <p>Example: {@code federation().client(fedProx(adaptive()))}
     */
    public static AdaptiveMu adaptive() {
        return new AdaptiveMu(0);
    }

    /**
     * A mu of {@code fedProx} that follows the loss from a first value on.
     *
     * <p>Example: {@code federation().client(fedProx(adaptive(1)))}
     *
     * @param first mu of the first round, 0 to 1; the paper takes 0 for unequal parties and 1 for equal ones
     * @throws dev.parley.fault.PlanException for another first
     */
    public static AdaptiveMu adaptive(double first) {
        return new AdaptiveMu(first);
    }

    /**
     * Epochs that differ by party: the first number for the first party, and so on.
     *
     * <p>{@code run.partyTable()} has the steps that each has taken. Weights of {@code weightedMean()} are rows all the same.
     *
     * <p>Example: {@code federation().client(fedNova().epochs(byParty(1, 2, 5, 2))).train(softmax(), hospitals)}
     *
     * @param epochs a number for each party, at least 1
     * @throws dev.parley.fault.PlanException for none, or one below 1; another number of parties is refused in {@code train}
     */
    public static EpochsByParty byParty(int... epochs) {
        return new EpochsByParty.Listed(Arrays.stream(epochs).boxed().toList());
    }

    /**
     * Epochs that each party draws anew in each round.
     *
     * <p>From the party's own seed: the same in every repetition, on every engine and after a resume.
     *
     * <p>Example: {@code federation().client(fedNova().epochs(byParty(uniform(1, 5))))}
     *
     * @param law {@code uniform(least, most)} or {@code stragglers(share, epochs)}
     */
    public static EpochsByParty byParty(EpochsLaw law) {
        return new EpochsByParty.Drawn(law);
    }

    /**
     * A law of epochs: each number from the least to the most alike, as FedNova's experiments draw them.
     *
     * <p>Example: {@code localSgd(0.1).epochs(byParty(uniform(1, 5)))}
     *
     * @param least at least 1
     * @param most at least the least
     * @throws dev.parley.fault.PlanException for others
     */
    public static EpochsLaw uniform(int least, int most) {
        return new EpochsLaw.Uniform(least, most);
    }

    /**
     * A law of epochs: stragglers do 1 to all of the epochs, each number alike, the others all; partial work is kept.
     *
     * <p>Li et al., MLSys 2020, section 5.2, who draw an exact share of a cohort; here each party draws for itself whether it
     * straggles in a round.
     *
     * <p>Example: {@code fedProx(0.1).epochs(byParty(stragglers(0.9, 20)))}
     *
     * @param share the chance that a party straggles, 0 to 1
     * @param epochs of the others, at least 1
     * @throws dev.parley.fault.PlanException for others
     */
    public static EpochsLaw stragglers(double share, int epochs) {
        return new EpochsLaw.Stragglers(share, epochs);
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

    /**
     * FedSGD: one step along the gradient of all of a party's rows.
     *
     * <p>w = x - rate g(x) (McMahan et al., AISTATS 2017, section 2). With {@code weightedMean()} a round is one full-batch
     * step on all rows of the cohort. One pass over the rows, in chunks. Defaults: rate 0.1, chunks of 32 rows; say
     * {@code .rate(r).batch(n).schedule(..)} for others. A round moves little: 50 to 100 rounds are usual, or momentum on the server,
     * {@code server(serverSgd(1).momentum(0.9))}.
     *
     * <p>Example: {@code federation().rounds(60).client(gradientStep().rate(0.5))}
     */
    public static GradientStep gradientStep() {
        return new GradientStep();
    }

    /**
     * MimeLite: local steps by a momentum that the coordinator keeps and that stands still in a round.
     *
     * <p>Karimireddy et al., NeurIPS 2021, algorithm 1. w -= rate ((1 - b) g(w) + b m), and after the round
     * m = b m + (1 - b) c, c the parties' gradients at the global parameters. Twice the bytes of {@code localSgd} each way,
     * and a pass over the rows more. Defaults: momentum 0.9, rate 0.1, 1 epoch a round, batches of 32; say
     * {@code .momentum(b)}, or {@code .adam(rate)} for Adam, and {@code .rate(r).epochs(n).batch(n).weightDecay(d)}. It has
     * the optimizer: {@code server(..)} is refused, and so are {@code local()} and {@code aggregate(trust(rows))}.
     *
     * <p>Example: {@code federation().client(mimeLite().momentum(0.9).epochs(2)).train(softmax(), hospitals)}
     */
    public static MimeLite mimeLite() {
        return new MimeLite();
    }

    /**
     * Mime: {@code mimeLite()} whose gradients are corrected so that each party steps as if it had all rows.
     *
     * <p>Karimireddy et al., NeurIPS 2021, algorithm 1. w -= rate ((1 - b) (g(w) - g(x) + c) + b m), where c are the parties'
     * gradients at the global parameters x, which a first exchange of the round brings. Three times the bytes of
     * {@code localSgd} down and twice up, two gradients a step, and a pass over the rows more. Defaults, words and refusals
     * are those of {@code mimeLite()}.
     *
     * <p>Example: {@code federation().client(mime().epochs(2)).aggregate(mean()).train(softmax(), hospitals)}
     */
    public static Mime mime() {
        return new Mime();
    }

    /**
     * MOON: local SGD that keeps a network's representations near the global model's, and away from the party's own last.
     *
     * <p>Li, He and Song, CVPR 2021: the loss has mu times -log(e^(cos(z, z+) / T) / (e^(cos(z, z+) / T) +
     * e^(cos(z, z-) / T))) more, z the inputs of the last dense layer. Two passes forward a round, and 4 bytes a parameter at
     * each party. The paper tries mu = 0.1, 1, 5 and 10. Defaults: temperature 0.5, rate 0.1, 1 epoch a round, batches of 32;
     * say {@code .temperature(t).rate(r).epochs(n).batch(n).momentum(m)} for others. {@code moon(0)} is {@code localSgd}.
     *
     * <p>Example: {@code federation().client(moon(1).epochs(5)).train(mlp(100, 50), hospitals)}
     *
     * @param mu strength of the term, at least 0
     * @throws dev.parley.fault.PlanException for a mu below 0 or no number; {@code train} refuses models without such a layer,
     *     as {@code logistic}, {@code softmax}, {@code linear} and {@code sameDiff} are, and {@code local()}
     */
    public static Moon moon(double mu) {
        return new Moon(mu);
    }
}
