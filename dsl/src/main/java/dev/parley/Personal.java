package dev.parley;

import dev.parley.personal.Apfl;
import dev.parley.personal.Ditto;
import dev.parley.personal.FedBn;
import dev.parley.personal.FedPer;
import dev.parley.personal.FedRep;
import dev.parley.personal.FineTune;
import dev.parley.personal.Ifca;
import dev.parley.personal.PFedMe;
import dev.parley.personal.PerFedAvg;
import java.util.ArrayList;
import java.util.List;

/** Words for models of parties' own beside the common one: {@code federation().personalize(ditto(0.5))}. */
public final class Personal {
    private Personal() {}

    /**
     * The common model after k local epochs at its party, made when it is asked for.
     *
     * <p>The client's steps, at its rate. The common model is trained as without it. Example:
     * {@code federation().personalize(fineTune(2))}
     *
     * @param epochs k, at least 1; 1 to 5 are usual
     * @throws dev.parley.fault.PlanException for another number, and in {@code train} for a client that is not made of local
     *     epochs
     */
    public static FineTune fineTune(int epochs) {
        return new FineTune(epochs);
    }

    /**
     * Each party trains a model of its own, held near the common one (Li, Hu, Beirami and Smith, ICML 2021).
     *
     * <p>v -= rate (gradient(v) + lambda (v - x)), x the common model as it was sent; the common model is trained as without
     * it. {@code ditto(0)} is {@code local()}. Twice the steps, the same bytes. Example:
     * {@code federation().personalize(ditto(0.5))}
     *
     * @param lambda strength of the pull, at least 0; 0.05 to 2 are usual, less where parties are unlike each other
     * @throws dev.parley.fault.PlanException for another one, and in {@code train} for a client that is not made of local
     *     epochs
     */
    public static Ditto ditto(double lambda) {
        return new Ditto(lambda);
    }

    /**
     * The last layer with parameters stays with its party, all others are shared (Arivazhagan et al., 2019).
     *
     * <p>Less is sent than without it, and there is no common model. Example: {@code federation().personalize(fedPer())}
     *
     * @throws dev.parley.fault.PlanException in {@code train} for a model of one layer, and for clients that send or remember
     *     more than they have learned
     */
    public static FedPer fedPer() {
        return new FedPer(List.of(), 1);
    }

    /**
     * The last layers stay with their party, all others are shared.
     *
     * <p>Example: {@code federation().personalize(fedPer(2))}
     *
     * @param last how many layers with parameters, at least 1
     * @throws dev.parley.fault.PlanException below 1, and in {@code train} where these are all
     */
    public static FedPer fedPer(int last) {
        return new FedPer(List.of(), last);
    }

    /**
     * Layers of these names stay with their party, all others are shared.
     *
     * <p>Layers that learn are numbered from 1, {@code layer2} is {@code layer2.weight} and {@code layer2.bias}; an array may
     * be named, too. Example: {@code federation().personalize(fedPer("layer2", "layer3"))}
     *
     * @param name of a layer
     * @param more names
     * @throws dev.parley.fault.PlanException in {@code train} for a name that the model does not have, and where these are all
     */
    public static FedPer fedPer(String name, String... more) {
        return new FedPer(names(name, more), 1);
    }

    /**
     * A party trains the last layer, which stays with it, on a fixed body, and then the body, which is shared, on that head
     * (Collins, Hassani, Mokhtari and Shakkottai, ICML 2021).
     *
     * <p>The body takes the client's epochs, the head 5 or {@code .head(n)}. Example:
     * {@code federation().personalize(fedRep().head(2))}
     *
     * @throws dev.parley.fault.PlanException in {@code train} for a model of one layer, and for clients other than
     *     {@code localSgd}
     */
    public static FedRep fedRep() {
        return new FedRep(List.of(), 1);
    }

    /**
     * The same with several last layers as the head.
     *
     * <p>Example: {@code federation().personalize(fedRep(2))}
     *
     * @param last how many layers with parameters, at least 1
     * @throws dev.parley.fault.PlanException below 1, and in {@code train} where these are all
     */
    public static FedRep fedRep(int last) {
        return new FedRep(List.of(), last);
    }

    /**
     * The same with layers of these names as the head, wherever they are.
     *
     * <p>Example: {@code federation().personalize(fedRep("layer3"))}
     *
     * @param name of a layer, as {@code layer3}, or of an array
     * @param more names
     * @throws dev.parley.fault.PlanException in {@code train} for a name that the model does not have, and where these are all
     */
    public static FedRep fedRep(String name, String... more) {
        return new FedRep(names(name, more), 1);
    }

    /**
     * Batch normalization stays with its party, all else is shared (Li, Jiang, Zhang, Kamp and Dou, ICLR 2021).
     *
     * <p>For parties whose features differ, as of other devices. Example: {@code federation().personalize(fedBn())}
     *
     * @throws dev.parley.fault.PlanException in {@code train} for a model without {@code batchNorm()}
     */
    public static FedBn fedBn() {
        return new FedBn();
    }

    /**
     * Each party's own model minimizes its loss near a local one, which follows it (Dinh, Tran and Nguyen, NeurIPS 2020).
     *
     * <p>In the client's place, with the rate, epochs and batch of {@code localSgd}; K = 5 steps a batch, or
     * {@code .steps(n)}. The paper's beta is {@code server(serverSgd(beta))}. Example:
     * {@code federation().personalize(pFedMe(15))}
     *
     * @param lambda strength of the pull, above 0; 15 in the paper
     * @throws dev.parley.fault.PlanException for another one, and in {@code train} for clients other than {@code localSgd}
     *     without momentum
     */
    public static PFedMe pFedMe(double lambda) {
        return new PFedMe(lambda);
    }

    /**
     * Each party's own model is a mixture of one that it trains and of the common one, whose shares are learned (Deng, Kamani
     * and Mahdavi, 2020).
     *
     * <p>In the client's place, with the rate, epochs and batch of {@code localSgd}; the common model is trained as without
     * it. {@code .fixed()} leaves the share as it is. Example: {@code federation().personalize(apfl(0.25))}
     *
     * @param share of the party's own at first, 0 to 1; 0.25 to 0.5 are usual
     * @throws dev.parley.fault.PlanException for another one, and in {@code train} for clients other than {@code localSgd}
     *     without momentum
     */
    public static Apfl apfl(double share) {
        return new Apfl(share);
    }

    /**
     * The common model is one from which a single step at a party goes far (Fallah, Mokhtari and Ozdaglar, NeurIPS 2020).
     *
     * <p>In the client's place, with the rate, epochs and batch of {@code localSgd}; first order, or {@code .hessianFree()}.
     * Example: {@code federation().personalize(perFedAvg(0.01))}
     *
     * @param alpha rate of that step, above 0; 0.01 to 0.1 are usual
     * @throws dev.parley.fault.PlanException for another one, and in {@code train} for clients other than {@code localSgd}
     *     without momentum
     */
    public static PerFedAvg perFedAvg(double alpha) {
        return new PerFedAvg(alpha);
    }

    /**
     * The coordinator has k models, and each party trains the one that fits its rows best (Ghosh, Chung, Yin and Ramchandran,
     * NeurIPS 2020).
     *
     * <p>All are sent, k times the bytes down. Which one a party chose is a column of {@code run.partyTable()}. Example:
     * {@code federation().personalize(ifca(2))}
     *
     * @param models k, at least 2; 2 to 4 are usual
     * @throws dev.parley.fault.PlanException below 2, and in {@code train} beside {@code server(..)} or a rule that needs
     *     several updates
     */
    public static Ifca ifca(int models) {
        return new Ifca(models);
    }

    private static List<String> names(String name, String... more) {
        List<String> names = new ArrayList<>(List.of(name));
        names.addAll(List.of(more));
        return names;
    }
}
