package dev.parley.cohort;

import static dev.parley.Cohorts.*;
import static dev.parley.Parley.*;

import dev.parley.Federation;
import dev.parley.data.Parties;
import dev.parley.result.PartyResult;
import dev.parley.result.RoundResult;
import java.util.List;

/** Ten parties of unequal digits, and a plan of five rounds for them. */
final class TenParties {
    static final Parties TEN = dataset("digits").split(10, dirichlet(0.5));
    static final Federation FIVE = federation().rounds(5).aggregate(mean());

    private TenParties() {}

    static List<String> drawn(RoundResult round) {
        return round.parties().stream()
                .filter(PartyResult::ok)
                .map(result -> result.party().name())
                .toList();
    }
}
