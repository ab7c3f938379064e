package dev.parley.filter;

import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** An exchange with a round's parties: coordinator's side; a filter may have several in a round. */
public interface Exchange {
    /** Parties that take part. */
    List<Member> cohort();

    /**
     * The same exchange with some of its parties, such as those that are still there.
     *
     * @param some of the cohort, in order
     */
    default Exchange among(List<Member> some) {
        throw new IllegalStateException("this exchange has all of its parties or none");
    }

    /** Sends all parties the same, and combines their answers by the plan's rule. */
    Aggregate with(Broadcast to);

    /**
     * Sends each party something of its own beside what all get.
     *
     * @param to what all get
     * @param own what the party of an index gets beside it
     */
    Aggregate with(Broadcast to, IntFunction<Payload> own);

    /** The same, combined by another fold. */
    Aggregate with(Broadcast to, IntFunction<Payload> own, Fold into);

    /**
     * Asks the same filter's half at some parties, beside the filters.
     *
     * @param step what is asked
     * @param to what each is sent
     * @return the answers; who did not answer is absent
     */
    Map<Member, Payload> ask(String step, Map<Member, Payload> to);

    /** The reasons of parties that failed so far in this round, in party order. */
    default Map<Member, String> refusals() {
        return Map.of();
    }
}
