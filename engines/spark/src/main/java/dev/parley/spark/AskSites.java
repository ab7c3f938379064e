package dev.parley.spark;

import dev.parley.data.OwnSite;
import dev.parley.data.SiteAnswer;
import dev.parley.data.SiteRequest;
import dev.parley.fault.DataException;
import dev.parley.num.Layout;
import dev.parley.wire.Float32;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.jspecify.annotations.Nullable;

/** Lets owners of rows tell, on their executors, what they tell before the first round. */
final class AskSites implements FlatMapFunction<SiteSlice, AskSites.Told> {
    private static final long serialVersionUID = 1;

    private final String request;

    /**
     * An answer as it travels, or why there is none.
     *
     * @param statistics encoded
     * @param refused null where it answers
     */
    @SuppressWarnings("ArrayRecordComponent") // is sent, and not compared
    record Told(
            int index,
            String name,
            int rows,
            int held,
            byte[] statistics,
            @Nullable String refused) implements Serializable {
        SiteAnswer answer() {
            return new SiteAnswer(name, rows, held, new Float32().decode(statistics, Layout.empty()));
        }
    }

    AskSites(String request) {
        this.request = request;
    }

    @Override
    public Iterator<Told> call(SiteSlice slice) {
        SiteRequest asked = SiteRequest.read(request);
        List<Told> told = new ArrayList<>();
        for (OneSite site : slice.sites()) {
            try {
                SiteAnswer answer = OwnSite.of(site.read(asked.form()), site.name(), site.index(), asked)
                        .answer();
                byte[] statistics = new Float32().encode(answer.statistics(), Layout.empty());
                told.add(new Told(site.index(), site.name(), answer.rows(), answer.held(), statistics, null));
            } catch (DataException e) {
                told.add(new Told(site.index(), site.name(), 0, 0, new byte[0], e.getMessage()));
            }
        }
        return told.iterator();
    }
}
