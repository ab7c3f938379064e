package dev.parley.run;

import dev.parley.fault.PlanException;
import dev.parley.result.RoundResult;
import dev.parley.result.StepCost;
import dev.parley.secure.SumTraces;
import dev.parley.table.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * One round whose updates were hidden in a sum: a masked vector as the coordinator saw it, the mean that the sum came to, and what
 * each step cost a party and the coordinator.
 *
 * <p>A masked vector is open to the coordinator by definition; without its masks it tells nothing. Times are those of this
 * process, where parties share its processors.
 *
 * @param title for people
 * @param party whose vector is shown
 * @param bits of the ring
 * @param masked first numbers of its masked vector
 * @param parts how many of all its numbers lie in each of 32 equal parts of the ring
 * @param mean first numbers of the mean that the sum came to
 * @param steps what each step cost all parties
 * @param coordinator seconds of the coordinator, by step
 */
public record SecureRound(
        String title,
        String party,
        int bits,
        List<Double> masked,
        List<Double> parts,
        List<Double> mean,
        List<StepCost> steps,
        List<Double> coordinator) {

    /**
     * That of a run.
     *
     * @param number of the round, from 1
     * @throws PlanException where there is no such round, or nothing was hidden in it
     */
    static SecureRound of(Run run, int number) {
        String asked = "secureRound(" + number + ")";
        List<RoundResult> rounds = run.rounds();
        if (number < 1 || number > rounds.size()) {
            throw new PlanException(asked + ": '" + run.name() + "' has " + rounds.size()
                    + " finished rounds; ask for one of these, from 1");
        }
        RoundResult round = rounds.get(number - 1);
        List<Double> of = round.traces().get(SumTraces.OF);
        if (of == null || !round.traces().containsKey(SumTraces.MEAN)) {
            throw new PlanException(asked + " shows what a sum hid, but in round " + number + " of '" + run.name()
                    + "' no sum was opened; train with aggregate(secure(mean()))");
        }
        return new SecureRound(
                run.name() + ", round " + number + ": " + run.plan().aggregation() + " of "
                        + round.measures().getOrDefault("in the sum", 0.0).intValue() + " parties",
                run.setting().members().get(of.get(0).intValue()).name(),
                of.get(1).intValue(),
                round.traces().getOrDefault(SumTraces.MASKED, List.of()),
                round.traces().getOrDefault(SumTraces.PARTS, List.of()),
                round.traces().getOrDefault(SumTraces.MEAN, List.of()),
                round.costs(),
                round.costs().stream()
                        .map(cost -> round.traces()
                                .getOrDefault(SumTraces.COORDINATOR + cost.step(), List.of(0.0))
                                .get(0))
                        .toList());
    }

    /** A row a step: its parties, and what it cost one of them on average, and the coordinator. */
    public Table table() {
        return Table.create(
                title,
                StringColumn.create("step", steps.stream().map(StepCost::step)),
                IntColumn.create(
                        "parties", steps.stream().mapToInt(StepCost::parties).toArray()),
                DoubleColumn.create("ms of a party", each(cost -> 1e3 * cost.seconds() / cost.parties())),
                DoubleColumn.create(
                        "ms of the coordinator",
                        coordinator.stream().mapToDouble(s -> 1e3 * s).toArray()),
                DoubleColumn.create("bytes to a party", each(cost -> (double) cost.bytesDown() / cost.parties())),
                DoubleColumn.create("bytes from a party", each(cost -> (double) cost.bytesUp() / cost.parties())));
    }

    private double[] each(java.util.function.ToDoubleFunction<StepCost> of) {
        return steps.stream().mapToDouble(of).toArray();
    }

    /** Distance of the fullest part of the ring from an even share, in standard deviations of chance. */
    public double unevenness() {
        double all = parts.stream().mapToDouble(Double::doubleValue).sum();
        double even = all / parts.size();
        double deviation = Math.sqrt(even * (1 - 1.0 / parts.size()));
        return deviation == 0
                ? 0
                : parts.stream()
                        .mapToDouble(part -> Math.abs(part - even) / deviation)
                        .max()
                        .orElse(0);
    }

    /** The masked numbers in words. */
    public String maskedWords() {
        return "the vector of " + party + " as it came, modulo 2^" + bits + ": "
                + masked.stream()
                        .map(each -> String.format(Locale.ROOT, "%.0f", each))
                        .collect(Collectors.joining(", "))
                + ", ..";
    }

    /** The mean in words. */
    public String meanWords() {
        return "the mean that the sum came to: "
                + mean.stream()
                        .map(each -> String.format(Locale.ROOT, "%.6f", each))
                        .collect(Collectors.joining(", "))
                + ", ..";
    }

    /** The evenness in words. */
    public String partsWords() {
        return String.format(
                Locale.ROOT,
                "its %,.0f numbers over %d equal parts of the ring: the part furthest from an even share is %.1f standard"
                        + " deviations of chance away",
                parts.stream().mapToDouble(Double::doubleValue).sum(),
                parts.size(),
                unevenness());
    }

    @Override
    public String toString() {
        TextTable text = new TextTable();
        text.line(List.of("step", "parties", "ms of a party", "ms of the coordinator", "bytes to", "bytes from"));
        for (int i = 0; i < steps.size(); i++) {
            StepCost cost = steps.get(i);
            text.line(List.of(
                    cost.step(),
                    Integer.toString(cost.parties()),
                    String.format(Locale.ROOT, "%.2f", 1e3 * cost.seconds() / cost.parties()),
                    String.format(Locale.ROOT, "%.2f", 1e3 * coordinator.get(i)),
                    String.format(Locale.ROOT, "%,d", cost.bytesDown() / cost.parties()),
                    String.format(Locale.ROOT, "%,d", cost.bytesUp() / cost.parties())));
        }
        return title + "\n" + maskedWords() + "\n" + partsWords() + "\n" + meanWords() + "\n" + text;
    }
}
