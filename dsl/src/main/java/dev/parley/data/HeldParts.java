package dev.parley.data;

import dev.parley.fault.DataException;
import dev.parley.num.Seed;
import dev.parley.partition.HoldOut;
import java.util.Optional;

/** Deals a data set's rows to training, validation and test, and checks the deal. */
final class HeldParts {
    private HeldParts() {}

    static HoldOut.Parts of(Dataset data) {
        DataChoices choices = data.choices();
        String asked = data.source().asked();
        HoldOut shares = choices.held().shares().orElse(HoldOut.DEFAULT);
        boolean official = data.official().isPresent();
        choices.held().latest().filter(latest -> official).ifPresent(latest -> {
            throw new DataException(asked + ".latest(" + latest.share() + ", \"" + latest.column()
                    + "\"): the set has test rows of its own already; leave the step out");
        });
        Optional<Latest> latest = choices.held().latest();
        ForeignClasses.check(data);
        HoldOut.Parts dealt = latest.isPresent() && !official
                ? latest.get().deal(data, data.target(), shares, choices.held().seed())
                : shares.deal(data.target(), official, new Seed(choices.held().seed()));
        if ((!official && dealt.test().length == 0) || (shares.valid() > 0 && dealt.valid().length == 0)) {
            throw new DataException(asked + "." + shares + ": " + data.content().size()
                    + " rows are too few to hold any out of their "
                    + (data.classes().isEmpty() ? "" : data.classes().size() + " ")
                    + "classes; give more rows or hold out a greater share");
        }
        return dealt;
    }
}
