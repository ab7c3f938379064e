package dev.parley.bench;

import dev.parley.aggregate.Aggregation;
import dev.parley.aggregate.Median;
import dev.parley.aggregate.TrimmedMean;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Updates;
import dev.parley.message.Work;
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
