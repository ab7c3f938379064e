package dev.parley.bench;

import static dev.parley.Parley.dataset;
import static dev.parley.Parley.federation;
import static dev.parley.Parley.iid;
import static dev.parley.Parley.localSgd;
import static dev.parley.Parley.mean;
import static dev.parley.Parley.mlp;
import static dev.parley.Sums.neighborsFor;
import static dev.parley.Sums.secure;

import com.sun.management.OperatingSystemMXBean;
import dev.parley.Federation;
import dev.parley.data.Parties;
import dev.parley.run.Run;
import java.lang.management.ManagementFactory;

/** A whole round of many parties under masks by neighbors, training and round 0 included, beside the same in the open. */
final class SecureCrowd {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private SecureCrowd() {}

    /**
     * One round of the 2NN on MNIST.
     *
     * @return seconds by the clock and of processors, MB at most so far, and the load of the machine, in which others work
     */
    static String once(int parties, boolean isHidden) {
        Parties many = dataset("mnist").split(parties, iid());
        Federation plan = federation().rounds(1).client(localSgd(0.1).batch(10)).aggregate(mean());
        if (isHidden) {
            plan = plan.aggregate(secure(mean()).neighbors(neighborsFor(parties, 0.05, 0.1)));
        }
        long start = System.nanoTime();
        long work = SYSTEM.getProcessCpuTime();
        Run run = plan.train(mlp(200, 200), many);
        double seconds = (System.nanoTime() - start) / 1e9;
        double processors = (SYSTEM.getProcessCpuTime() - work) / 1e9;
        if (!run.complete() || run.rounds().get(0).answered() != parties) {
            throw new IllegalStateException("the round is not whole: this measures nothing");
        }
        return seconds + " " + processors + " " + Memory.peak() + " " + SYSTEM.getSystemLoadAverage();
    }
}
