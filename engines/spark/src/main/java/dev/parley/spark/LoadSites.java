package dev.parley.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.data.OwnSite;
import dev.parley.data.SiteRequest;
import dev.parley.example.Party;
import dev.parley.fault.DataException;
import dev.parley.feature.Coding;
import dev.parley.num.Layout;
import dev.parley.wire.Float32;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.Function;

/** Makes parties of owners' rows on their executors, as inputs of a model. */
final class LoadSites implements Function<SiteSlice, Slice> {
    private static final long serialVersionUID = 1;

    private final String request;
    private final String coding;
    private final int[] rows;
    private final byte[][] told;

    /**
     * For a training.
     *
     * @param request how rows are read and used, as JSON
     * @param coding how they become inputs, as JSON
     * @param rows that each party told it trains on
     * @param told by each party before, encoded
     */
    LoadSites(String request, String coding, int[] rows, byte[][] told) {
        this.request = request;
        this.coding = coding;
        this.rows = rows.clone();
        this.told = told.clone();
    }

    @Override
    public Slice call(SiteSlice slice) {
        SiteRequest asked = SiteRequest.read(request);
        Coding fitted;
        try {
            fitted = Coding.fromJson(new ObjectMapper().readTree(coding));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the coding is no JSON", e);
        }
        List<PartyRows> parties = new ArrayList<>();
        for (OneSite site : slice.sites()) {
            Party party = OwnSite.of(site.read(asked.form()), site.name(), site.index(), asked)
                    .party(fitted);
            byte[] tells = new Float32().encode(party.statistics(), Layout.empty());
            if (party.size() != rows[site.index()] || !Arrays.equals(tells, told[site.index()])) {
                throw new DataException("the rows of '" + site.name() + "' have changed since it told of its "
                        + rows[site.index()] + "; ask for the sites anew");
            }
            parties.add(new PartyRows(party, tells));
        }
        return new Slice(parties);
    }
}
