package dev.parley.bench;

import dev.parley.aggregate.Aggregation;
import dev.parley.aggregate.Bulyan;
import dev.parley.aggregate.CenteredClipping;
import dev.parley.aggregate.GeometricMedian;
import dev.parley.aggregate.Krum;
import dev.parley.aggregate.Median;
import dev.parley.aggregate.MultiKrum;
import dev.parley.aggregate.TrimmedMean;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Updates;
import dev.parley.message.Work;
import dev.parley.num.Gram;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Rules that need all updates at once, on normal numbers; one thread, its processor's time. */
final class RulesWork {
    private final Updates updates;

    RulesWork(int parties, int length) {
        Random random = new Random(1);
        Layout layout = Layout.empty().then("update", length);
        List<Update> all = new ArrayList<>();
        for (int party = 0; party < parties; party++) {
            float[] delta = new float[length];
            for (int i = 0; i < length; i++) {
                delta[i] = (float) random.nextGaussian();
            }
            Member from = new Member(party, "party-" + (party + 1), 1);
            all.add(new Update(from, 1, Payload.of(Update.DELTA, ParamVector.of(layout, delta)), Work.NONE));
        }
        updates = new Updates(all);
    }

    /** Seconds of the median, and of the trimmed mean with a tenth left out at each end. */
    String seconds() {
        return seconds(new Median()) + " " + seconds(new TrimmedMean(0.1));
    }

    /** Seconds of the products of all pairs, and of rules that withstand a fifth: krum, multi-Krum, bulyan and others. */
    String robust() {
        int n = updates.size();
        int bad = n / 5;
        StringBuilder all = new StringBuilder(String.valueOf(gram()));
        for (Aggregation rule : List.of(
                new Krum(bad),
                new MultiKrum(bad, n - bad),
                new Bulyan(bad),
                new Median(),
                new TrimmedMean(0.2),
                new GeometricMedian(),
                new CenteredClipping(10))) {
            all.append(' ').append(seconds(rule));
        }
        return all.toString();
    }

    private double gram() {
        List<ParamVector> vectors = updates.list().stream().map(Update::delta).toList();
        long start = Processor.nanos();
        double[][] products = Gram.centered(vectors);
        long taken = Processor.nanos() - start;
        if (!(products[0][0] > 0)) {
            throw new IllegalStateException("the result is wrong: this measures nothing");
        }
        return taken / 1e9;
    }

    private double seconds(Aggregation rule) {
        long start = Processor.nanos();
        ParamVector made = rule.aggregate(updates);
        long taken = Processor.nanos() - start;
        if (!(made.norm() > 0)) {
            throw new IllegalStateException("the result is wrong: this measures nothing");
        }
        made.close();
        return taken / 1e9;
    }
}
