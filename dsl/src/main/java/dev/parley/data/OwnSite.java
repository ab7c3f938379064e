package dev.parley.data;

import dev.parley.example.Examples;
import dev.parley.example.OwnRows;
import dev.parley.example.Party;
import dev.parley.fault.DataException;
import dev.parley.feature.Coding;
import dev.parley.feature.FeatureChoices;
import dev.parley.feature.OwnStatistics;
import dev.parley.message.Payload;
import dev.parley.num.Seed;
import dev.parley.table.TableContent;
import dev.parley.table.Target;
import java.util.Optional;
import java.util.stream.IntStream;

/** The rows of one owner where they lie: prepared there as a coordinator asks, told of, and coded for the training. */
public final class OwnSite {
    private final String name;
    private final int index;
    private final TableContent rows;
    private final Deals deals;
    private final Payload statistics;

    private OwnSite(String name, int index, TableContent rows, Deals deals, Payload statistics) {
        this.name = name;
        this.index = index;
        this.rows = rows;
        this.deals = deals;
        this.statistics = statistics;
    }

    /**
     * Prepares rows.
     *
     * @param raw all rows of the owner
     * @param name of the party
     * @param index its place among all
     * @throws DataException where they cannot be used so
     */
    public static OwnSite of(TableContent raw, String name, int index, SiteRequest request) {
        String asked = "\"" + name + "\"";
        if (raw.size() == 0) {
            throw new DataException(asked + ": the table has no row; leave it out");
        }
        DataChoices choices = new DataChoices(
                Optional.of(request.target()), Optional.of(request.task()), HoldChoices.DEFAULT, request.columns());
        request.columns().checkUsed(raw.columns(), asked);
        TableContent rows = Prepared.site(raw, asked, choices);
        Target target = Target.ofTest(rows, request.target().name(), choices.task(), asked);
        FeatureChoices features = request.asking(ColumnUse.of(target, choices, rows.columns()));
        RoundZero.checkTexts(rows, features, asked);
        int[] all = IntStream.range(0, rows.size()).toArray();
        Deals deals = request.partyTest() == 0
                ? Deals.of(all)
                : Deals.keeping(all, index, request.partyTest(), target, new Seed(request.seed()));
        Payload told = OwnStatistics.of(rows, deals.deal().get(0), deals.held().get(0), features, asked);
        return new OwnSite(name, index, rows, deals, told);
    }

    /** Answer of this site before the first round. */
    public SiteAnswer answer() {
        return new SiteAnswer(name, deals.deal().get(0).length, deals.held().get(0).length, statistics);
    }

    /** The party, with its rows as inputs of a model. */
    public Party party(Coding coding) {
        Examples all = coding.encode(rows);
        return new Party(
                index,
                name,
                OwnRows.of(all, deals.deal().get(0)),
                deals.share() == 0
                        ? Optional.empty()
                        : Optional.of(OwnRows.of(all, deals.held().get(0))),
                statistics);
    }
}
