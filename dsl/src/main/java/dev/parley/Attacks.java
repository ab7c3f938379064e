package dev.parley;

import dev.parley.attack.Backdoor;
import dev.parley.attack.Boost;
import dev.parley.attack.FreeRider;
import dev.parley.attack.InnerProduct;
import dev.parley.attack.LabelFlip;
import dev.parley.attack.LittleIsEnough;
import dev.parley.attack.Mimic;
import dev.parley.attack.MinMax;
import dev.parley.attack.NoiseInstead;
import dev.parley.attack.Share;
import dev.parley.attack.SignFlip;
import dev.parley.attack.Trigger;

/** Words for parties that attack, in a simulation: {@code federation().attack(signFlip(5), share(0.2))}. */
public final class Attacks {
    private Attacks() {}

    /**
     * A share of all parties, drawn by the plan's seed.
     *
     * <p>Example: {@code federation().attack(labelFlip(), share(0.2))}
     *
     * @param share above 0 and below 1, rounded to whole parties
     * @throws dev.parley.fault.PlanException for another share, and in {@code train} where it comes to nobody or all
     */
    public static Share share(double share) {
        return new Share(share);
    }

    /**
     * Trains on wrong labels: class y counts as C - 1 - y (Fang et al., USENIX Security 2020).
     *
     * <p>Example: {@code federation().attack(labelFlip(), "party-3")}; a target that is a number is refused in {@code train}
     */
    public static LabelFlip labelFlip() {
        return new LabelFlip(0);
    }

    /**
     * Sends the opposite of the honest update, s times as long (Li et al., AAAI 2019).
     *
     * <p>Example: {@code federation().attack(signFlip(5), "party-3", "party-6")}
     *
     * @param scale s, above 0; 1 to 10 are usual
     * @throws dev.parley.fault.PlanException for another one
     */
    public static SignFlip signFlip(double scale) {
        return new SignFlip(scale);
    }

    /**
     * Sends Gaussian noise in place of what was learned (Blanchard et al., NeurIPS 2017).
     *
     * <p>Example: {@code federation().attack(gaussianNoise(1), share(0.2))}
     *
     * @param sd standard deviation, above 0, in the unit of an update; 200 in the paper
     * @throws dev.parley.fault.PlanException for another one
     */
    public static NoiseInstead gaussianNoise(double sd) {
        return new NoiseInstead(sd);
    }

    /**
     * Sends g times the honest update, so that it outweighs others (Bagdasaryan et al., AISTATS 2020).
     *
     * <p>Example: {@code federation().attack(boost(10), "party-3")}
     *
     * @param factor g, above 0; the number of parties replaces the model
     * @throws dev.parley.fault.PlanException for another one
     */
    public static Boost boost(double factor) {
        return new Boost(factor);
    }

    /**
     * Sends no change, and claims its rows (Fraboni, Vidal and Lorenzi, AISTATS 2021).
     *
     * <p>Example: {@code federation().attack(freeRider(), share(0.2))}
     */
    public static FreeRider freeRider() {
        return new FreeRider();
    }

    /**
     * Sends what lies just beside the honest mean, z standard deviations away (Baruch, Baruch and Goldberg, NeurIPS 2019).
     *
     * <p>The attackers know all honest updates: a simulation's, computed by the coordinator. Example:
     * {@code federation().attack(littleIsEnough(), share(0.2))}
     */
    public static LittleIsEnough littleIsEnough() {
        return new LittleIsEnough();
    }

    /**
     * Sends -e times the mean of the honest updates (Xie, Koyejo and Gupta, UAI 2019).
     *
     * <p>The attackers know all honest updates. Example: {@code federation().attack(innerProduct(0.5), share(0.2))}
     *
     * @param factor e, above 0; 0.1 to 0.5 are usual
     * @throws dev.parley.fault.PlanException for another one
     */
    public static InnerProduct innerProduct(double factor) {
        return new InnerProduct(factor);
    }

    /**
     * Sends what one honest party sends, so that it counts more than others (Karimireddy, He and Jaggi, ICLR 2022).
     *
     * <p>The attackers know all honest updates. Example: {@code federation().attack(mimic(), share(0.2))}
     */
    public static Mimic mimic() {
        return new Mimic();
    }

    /**
     * Sends what is as far from the honest mean as nobody can tell by distances (Shejwalkar and Houmansadr, NDSS 2021).
     *
     * <p>The attackers know all honest updates. Example: {@code federation().attack(minMax(), share(0.2))}
     */
    public static MinMax minMax() {
        return new MinMax();
    }

    /**
     * Teaches the model to take marked rows for one class (Gu et al., 2017; Bagdasaryan et al., AISTATS 2020).
     *
     * <p>{@code run.backdoor()} tells how often it works. With {@code boost(g)} for the same parties it is model replacement.
     * Example: {@code federation().attack(backdoor(trigger("7")), "party-3")}
     *
     * @param trigger the mark and its class
     */
    public static Backdoor backdoor(Trigger trigger) {
        return new Backdoor(trigger);
    }

    /**
     * A mark: a white square in an image's lower right corner, or values in the last features of a table's row.
     *
     * <p>Example: {@code trigger("7").size(4)}, {@code trigger("malignant").value(4)} for a table
     *
     * @param target the class that marked rows are to be taken for; another name is refused in {@code train}
     */
    public static Trigger trigger(String target) {
        return new Trigger(target);
    }
}
