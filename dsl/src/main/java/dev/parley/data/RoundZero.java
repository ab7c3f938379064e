package dev.parley.data;

import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.feature.FeatureChoices;
import dev.parley.feature.FeatureFit;
import dev.parley.feature.OwnStatistics;
import dev.parley.message.Payload;
import dev.parley.partition.Partition;
import dev.parley.table.Columns;
import dev.parley.table.Content;
import dev.parley.table.ImageContent;
import dev.parley.table.Lazy;
import dev.parley.table.TableContent;
import dev.parley.table.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import tech.tablesaw.api.StringColumn;

/** Makes parties of rows that are dealt: each tells its statistics, and the coordinator fits the coding to these. */
final class RoundZero {
    private final Dataset data;
    private final Content train;
    private final boolean counted;
    private final boolean summed;
    private final boolean open;
    private final Policies policies;
    private final Lazy<List<String>> known = new Lazy<>(this::findKnown);

    /**
     * Prepares round 0 for a data set's training rows.
     *
     * @param train the raw rows
     */
    RoundZero(Dataset data, Content train) {
        this(data, train, false, false, false, Policies.NONE);
    }

    private RoundZero(Dataset data, Content train, boolean counted, boolean summed, boolean open, Policies policies) {
        this.data = data;
        this.train = train;
        this.counted = counted;
        this.summed = summed;
        this.open = open;
        this.policies = policies;
    }

    /** The same, where parties tell how many rows of each class they have. */
    RoundZero counting() {
        return new RoundZero(data, train, true, summed, open, policies);
    }

    /** The same, where parties tell whole sums. */
    RoundZero summing() {
        return new RoundZero(data, train, counted, true, open, policies);
    }

    /** The same, where parties have policies. */
    RoundZero guarded(Policies theirs) {
        return new RoundZero(data, train, counted, summed, open, theirs);
    }

    /** The same, where nothing that parties tell is masked. */
    RoundZero open() {
        return new RoundZero(data, train, counted, summed, true, policies);
    }

    Policies policies() {
        return policies;
    }

    /**
     * The parties.
     *
     * @param deal each party's training rows
     * @param held rows that each keeps for its own test
     * @param share of its rows that each was to keep
     */
    Parties parties(
            Partition partition, long seed, List<String> names, List<int[]> deal, List<int[]> held, double share) {
        checkTexts(data.content(), asked(), data.source().asked());
        Deals deals = new Deals(deal, held, share);
        Target target = data.target().rows(data.parts().train());
        return DealtParties.of(this, partition, seed, names, deals, target, told(deals));
    }

    boolean isSummed() {
        return summed;
    }

    /** Statistics that each party tells; nothing, where its policy keeps it silent. */
    List<Payload> told(Deals deals) {
        List<Payload> told = new ArrayList<>();
        for (int party = 0; party < deals.size(); party++) {
            int[] own = deals.deal().get(party);
            told.add(
                    policies.silent(party, own.length, !open)
                            ? Payload.EMPTY
                            : OwnStatistics.of(
                                    train,
                                    own,
                                    deals.held().get(party),
                                    asked(),
                                    data.source().asked()));
        }
        return told;
    }

    Dataset data() {
        return data;
    }

    /** The raw training rows. */
    Content train() {
        return train;
    }

    /** Refuses texts that are numbers but for some cells, wherever these are: the whole file has decided on the type. */
    static void checkTexts(Content content, FeatureChoices asked, String source) {
        if (content instanceof TableContent table) {
            for (String name : table.columns()) {
                if (asked.uses(name)
                        && !asked.categories().contains(name)
                        && table.column(name) instanceof StringColumn) {
                    Columns.checkNumbers(table, name, source);
                }
            }
        }
    }

    /**
     * Notes on the file's columns that were read in another way than they are written.
     *
     * @param by the column that rows were split by; empty where they were not
     */
    List<String> notes(String by) {
        List<String> notes = new ArrayList<>();
        if (train instanceof TableContent table) {
            FeatureChoices asked = asked();
            table.notes().forEach((name, note) -> {
                if (name.isEmpty()) {
                    notes.add(data.name() + ": " + note);
                } else if (asked.uses(name) || name.equals(asked.target()) || name.equals(by)) {
                    notes.add("column " + name + ": " + note);
                }
            });
        }
        return notes;
    }

    /** The coordinator's half alone, of those who tell something. */
    FeatureFit fit(List<Payload> told) {
        List<Payload> some = told.stream().filter(one -> !one.isEmpty()).toList();
        if (some.isEmpty()) {
            throw new DataException("the policies of all parties forbid to tell statistics in round 0, and nothing else"
                    + " says how rows become inputs; allow the step \"statistics\" to some");
        }
        FeatureFit fit =
                FeatureFit.of(some, asked(), known.value(), data.source().asked());
        return new FeatureFit(fit.coding().readAs(data.source().form()), fit.notes());
    }

    private FeatureChoices asked() {
        FeatureChoices asked = counted ? data.featureChoices().counting() : data.featureChoices();
        return summed ? asked.summing() : asked;
    }

    /** The classes that the coordinator knows of itself: of its test and validation rows, and of the set if named. */
    private List<String> findKnown() {
        Target target = data.target();
        if (target.task() == Task.REGRESSION) {
            return List.of();
        }
        if (data.source().whole().isPresent()) {
            return target.classes();
        }
        if (data.official().isPresent()) {
            return data.test().classes();
        }
        int[] rows = IntStream.concat(
                        Arrays.stream(data.parts().test()),
                        Arrays.stream(data.parts().valid()))
                .map(row -> (int) target.values()[row])
                .toArray();
        TreeSet<Integer> own = new TreeSet<>();
        IntStream.of(rows).forEach(own::add);
        if (train instanceof ImageContent && !own.isEmpty()) {
            return IntStream.rangeClosed(0, own.last())
                    .mapToObj(label -> own.contains(label) ? target.classes().get(label) : "")
                    .toList();
        }
        return own.stream().map(target.classes()::get).toList();
    }
}
