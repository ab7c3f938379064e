package dev.parley.spark;

import dev.parley.data.Elsewhere;
import dev.parley.data.SiteAnswer;
import dev.parley.data.SiteRequest;
import dev.parley.engine.Engine;
import dev.parley.engine.EngineOfRows;
import dev.parley.example.Party;
import dev.parley.fault.DataException;
import dev.parley.num.Layout;
import dev.parley.wire.Float32;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** Owners' rows that executors read, and that never come to the notebook. */
abstract class SparkSites implements EngineOfRows {
    private final Spark engine;
    private final String asked;

    /**
     * For an engine.
     *
     * @param asked the call, for messages
     */
    SparkSites(Spark engine, String asked) {
        this.engine = engine;
        this.asked = asked;
    }

    /** The owners in slices, one a core. */
    abstract JavaRDD<SiteSlice> slices(JavaSparkContext context, List<List<Integer>> deal);

    /** The places of each slice's owners. */
    abstract List<List<Integer>> deal(JavaSparkContext context);

    @Override
    public String asked() {
        return asked;
    }

    @Override
    public String engine() {
        return "on(" + engine + ")";
    }

    @Override
    public Engine place() {
        return engine;
    }

    @Override
    public List<SiteAnswer> ask(SiteRequest request) {
        JavaSparkContext context = engine.context();
        List<AskSites.Told> told = new ArrayList<>(Collected.of(
                context,
                asked + ": what owners tell",
                () -> slices(context, deal(context)).flatMap(new AskSites(request.json()))));
        told.sort(Comparator.comparingInt(AskSites.Told::index));
        for (AskSites.Told one : told) {
            if (one.refused() != null) {
                throw new DataException(asked + ": " + one.refused());
            }
        }
        return told.stream().map(AskSites.Told::answer).toList();
    }

    /**
     * The parties of a training on executors.
     *
     * @param parties as they told
     * @param deal the places of each slice's parties
     */
    JavaRDD<Slice> load(JavaSparkContext context, Elsewhere there, List<Party> parties, List<List<Integer>> deal) {
        int[] rows = parties.stream().mapToInt(Party::size).toArray();
        byte[][] told = there.told().stream()
                .map(payload -> new Float32().encode(payload, Layout.empty()))
                .toArray(byte[][]::new);
        return slices(context, deal)
                .map(new LoadSites(
                        there.request().json(), there.coding().toJson().toString(), rows, told));
    }
}
