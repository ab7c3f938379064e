package dev.parley.run;

import dev.parley.account.Presence;
import dev.parley.filter.Filter;
import dev.parley.message.Member;
import dev.parley.message.Refusal;
import dev.parley.plan.Accounts;
import dev.parley.plan.Kind;
import dev.parley.plan.Plan;
import dev.parley.privacy.AggregateNoise;
import dev.parley.privacy.Clip;
import dev.parley.result.HandedOver;
import dev.parley.result.Part;
import dev.parley.result.PartyResult;
import dev.parley.result.PartyScore;
import dev.parley.result.RoundResult;
import dev.parley.result.RoundTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Ledger of a run: all that left each party, with its bytes, how it was protected, and what was refused. */
final class Ledger {
    private final Run run;
    private final Map<Integer, Double> epsilons = new TreeMap<>();
    private final String clipped;
    private final String noised;

    private final IntColumn round = IntColumn.create("round");
    private final StringColumn party = StringColumn.create("party");
    private final StringColumn what = StringColumn.create("what");
    private final LongColumn bytes = LongColumn.create("bytes");
    private final StringColumn clip = StringColumn.create("clipped");
    private final StringColumn noise = StringColumn.create("noised");
    private final StringColumn masked = StringColumn.create("masked");
    private final DoubleColumn epsilon = DoubleColumn.create("epsilon");

    private Ledger(Run run) {
        this.run = run;
        this.clipped = run.plan().filters().stream()
                .filter(Clip.class::isInstance)
                .map(Filter::toString)
                .collect(Collectors.joining(", "));
        this.noised = noised(run.plan());
        run.rounds()
                .forEach(each -> each.measures().entrySet().stream()
                        .filter(one -> one.getKey().startsWith(Accounts.COLUMN))
                        .findFirst()
                        .ifPresent(one -> epsilons.put(each.round(), one.getValue())));
    }

    static Table of(Run run) {
        return new Ledger(run).table();
    }

    static Table of(Run run, String party) {
        String name = run.setting().member(party).name();
        Table all = of(run);
        return all.where(all.stringColumn("party").isEqualTo(name)).setName(run.name() + ": what left " + name);
    }

    /** Noise that parties add themselves, and that of the coordinator, which they have to believe in. */
    private static String noised(Plan plan) {
        Presence once = new Presence(1, 1, 1, 1, 1);
        Stream<String> kept = plan.guarantees().stream()
                .map(each -> (each.charge(once).open().isEmpty() ? "by the party: " : "promised: ") + each);
        Stream<String> unclaimed =
                plan.filters().stream().filter(AggregateNoise.class::isInstance).map(each -> "promised: " + each);
        return Stream.concat(kept, unclaimed).collect(Collectors.joining(", "));
    }

    private Table table() {
        boolean isHidden = run.plan().hidesUpdates();
        if (run.plan().kind() == Kind.FEDERATION || run.plan().kind() == Kind.LOCAL) {
            for (Member each : run.setting().members()) {
                long told = run.setting().statistics().get(each.index());
                if (told > 0 && run.plan().guarantees().isEmpty()) {
                    open(0, each.name(), told(), told, isHidden);
                }
            }
        }
        if (RunTables.moved(run)) {
            for (PartyResult result : RunTables.results(run)) {
                if (result.bytesUp() > 0) {
                    update(result, isHidden);
                }
            }
            for (RoundResult each : run.rounds()) {
                for (PartyScore score : each.scores()) {
                    String both = score.personal().isPresent() ? ", of both models" : "";
                    String told = "scores on its own rows: row count, loss, metrics" + both;
                    open(each.round(), score.party().name(), told, score.bytesUp(), false);
                }
                for (HandedOver model : each.handed()) {
                    open(each.round(), model.party().name(), "its own model, handed over", model.bytesUp(), false);
                }
            }
            List<RoundTotals> rest = run.rounds().stream()
                    .flatMap(each -> each.unlisted().stream())
                    .toList();
            if (!rest.isEmpty()) {
                round.appendMissing();
                long sum = rest.stream().mapToLong(RoundTotals::bytesUp).sum();
                rest("all others", unlisted(rest), sum, clipped, noised, isHidden, Double.NaN);
            }
        }
        return Table.create(
                run.name() + ": what left the parties", round, party, what, bytes, clip, noise, masked, epsilon);
    }

    private void update(PartyResult result, boolean isHidden) {
        boolean refusal = List.of(Refusal.NAME).equals(result.sent());
        if (refusal) {
            open(result.round(), result.party().name(), sent(result), result.bytesUp(), false);
            return;
        }
        round.append(result.round());
        String told = isHidden ? String.join(", ", result.sent()) : sent(result);
        double spent = epsilons.getOrDefault(result.round(), Double.NaN);
        rest(result.party().name(), told, result.bytesUp(), clipped, noised, isHidden, spent);
    }

    /** A row of what is neither clipped nor noised. */
    private void open(int at, String name, String told, long size, boolean isMasked) {
        round.append(at);
        rest(name, told, size, "", "", isMasked, Double.NaN);
    }

    private void rest(
            String name, String told, long size, String byClip, String byNoise, boolean isMasked, double spent) {
        party.append(name);
        what.append(told);
        bytes.append(size);
        clip.append(byClip);
        noise.append(byNoise);
        masked.append(isMasked ? "yes" : "");
        epsilon.append(spent);
    }

    /** Names the statistics that parties told before the first round. */
    private String told() {
        if (run.plan().hidesUpdates()) {
            return "names of columns, categories and classes; masked counts and sums, keys, sealed shares, opened"
                    + " shares";
        }
        String told = run.setting().shape().image().isEmpty()
                ? "feature statistics: names, counts, means, spreads"
                : "feature statistics: size of images, names of classes";
        return told + (run.plan().classWeights().isPresent() ? ", class counts" : "");
    }

    /** Names of the parts of an update; its row count and losses stand around every payload. */
    private static String sent(PartyResult result) {
        List<String> names = new ArrayList<>(result.sent());
        if (names.remove(Refusal.NAME)) {
            return names.isEmpty()
                    ? "refusal: " + result.error()
                    : String.join(", ", names) + "; refusal: " + result.error();
        }
        names.add("row count");
        if (!Double.isNaN(result.lossBefore())) {
            names.add("losses");
        }
        return (result.part() == Part.ASKED ? "answer before the draw: " : "update: ") + String.join(", ", names);
    }

    private static String unlisted(List<RoundTotals> rest) {
        int updates = rest.stream().mapToInt(RoundTotals::answered).sum();
        int scores = rest.stream().mapToInt(RoundTotals::scored).sum();
        return String.format(
                Locale.ROOT,
                "%,d updates%s of %,d rounds past the limit of rows",
                updates,
                scores == 0 ? "" : String.format(Locale.ROOT, " and %,d scores", scores),
                rest.size());
    }
}
