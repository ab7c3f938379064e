"""./parley bench notebook: what the live view costs, how long stop takes, and what 20 runs of a cell leave behind."""

import statistics

import cells
import memory
from tests import live_checks

PAIRS = 12
TIMED = """{
    dev.parley.train.Progress.show(%s);
    var cpu = (com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    long wall = System.nanoTime(), work = cpu.getProcessCpuTime();
    %s;
    System.out.println("seconds " + (System.nanoTime() - wall) / 1e9 + " " + (cpu.getProcessCpuTime() - work) / 1e9);
}"""
TRAININGS = {
    "MNIST 2NN, 100 parties, 10 a round, 30 rounds": "federation().rounds(30).participation(0.1)"
    ".client(localSgd(0.1).batch(10)).train(mlp(200, 200), phones)",
    "breast cancer, logistic, 4 parties, 3,000 rounds": "federation().rounds(3000).train(logistic(), hospitals)",
}


def timed(kernel, display, training):
    """Wall and processor seconds of one training."""
    cell = kernel.run(TIMED % (display, training))
    words = [each.text for each in cell.of("stream") if "seconds" in each.text]
    if not words:
        raise AssertionError(cell)
    return tuple(float(number) for number in words[0].split()[1:3])


def overhead():
    print("the live view: seconds of training without it and with it, medians of", PAIRS, "alternating pairs")
    with cells.Kernel() as kernel:
        kernel.value(live_checks.PHONES)
        kernel.value('var hospitals = dataset("breast-cancer").split(4, dirichlet(0.5));')
        kernel.value("java.util.function.Supplier<dev.parley.result.RoundListener> none = () -> event -> {};")
        kernel.value("var live = dev.parley.train.Progress.show(none);")
        for name, training in TRAININGS.items():
            timed(kernel, "live", training)
            pairs = [(timed(kernel, "none", training), timed(kernel, "live", training)) for _ in range(PAIRS)]
            for kind, what in enumerate(["wall", "processor"]):
                off, on = ([each[way][kind] for each in pairs] for way in (0, 1))
                ratio = statistics.median(b / a for a, b in zip(off, on))
                print(
                    f"  {name}: {what} {statistics.median(off):.3f} and {statistics.median(on):.3f};"
                    f" median ratio {100 * (ratio - 1):+.1f} %, quartiles"
                    f" {', '.join(f'{100 * (q - 1):+.1f}' for q in statistics.quantiles([b / a for a, b in zip(off, on)]))}",
                    flush=True,
                )


def main():
    overhead()
    print("stop, seconds from the request to the kernel's answer, the display's last state before it")
    live_checks.stop_ends_a_long_round_and_the_finished_ones_are_kept()
    live_checks.stop_ends_a_long_evaluation()
    print("one cell run", memory.TIMES, "times")
    with cells.Kernel() as kernel:
        print("  " + memory.text(memory.again(kernel)))


if __name__ == "__main__":
    main()
