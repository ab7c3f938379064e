package dev.parley.client;

import dev.parley.fault.PlanException;
import dev.parley.num.Seed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The epochs that each party trains in a round: the same, a number each, or drawn anew each round. Party's side. */
public interface EpochsByParty {
    /**
     * The epochs of a party's round.
     *
     * @param usual what the client asks for where parties do not differ
     * @param party its place in the split, from 0; -1 for the coordinator's own work
     * @param round a seed of this party in this round
     */
    int epochs(int usual, int party, Seed round);

    /** An objection to the number of parties. */
    default Optional<String> objection(int parties) {
        return Optional.empty();
    }

    /** As it is written behind a client's word. */
    default String words(int usual) {
        return ".epochs(" + this + ")";
    }

    /** Every party trains alike. */
    record Same() implements EpochsByParty {
        @Override
        public int epochs(int usual, int party, Seed round) {
            return usual;
        }

        @Override
        public String words(int usual) {
            return usual == 1 ? "" : ".epochs(" + usual + ")";
        }

        @Override
        public String toString() {
            return "same()";
        }
    }

    /**
     * A number for each party, the same in every round; the coordinator's own work takes the first.
     *
     * @param each in the order of the parties, each at least 1
     */
    record Listed(List<Integer> each) implements EpochsByParty {
        public Listed {
            each = List.copyOf(each);
            if (each.isEmpty() || each.stream().anyMatch(n -> n < 1)) {
                throw new PlanException("byParty(n, ..) needs a number of epochs of at least 1 for each"
                        + " party, but " + each + " was given; say byParty(1, 2, 5) for three parties");
            }
        }

        @Override
        public int epochs(int usual, int party, Seed round) {
            return each.get(Math.max(0, party));
        }

        @Override
        public Optional<String> objection(int parties) {
            return parties == each.size()
                    ? Optional.empty()
                    : Optional.of(this + " gives the epochs of " + each.size() + " parties, but there are " + parties
                            + "; give a number for each, or a law: byParty(uniform(1, 5))");
        }

        @Override
        public String toString() {
            return each.stream().map(String::valueOf).collect(Collectors.joining(", ", "byParty(", ")"));
        }
    }

    /**
     * Drawn for each party and round from the party's own seed.
     *
     * @param law what is drawn
     */
    record Drawn(EpochsLaw law) implements EpochsByParty {
        @Override
        public int epochs(int usual, int party, Seed round) {
            return law.draw(round.random());
        }

        @Override
        public String toString() {
            return "byParty(" + law + ")";
        }
    }
}
