package dev.parley.secure;

import dev.parley.fault.SecureSumException;
import dev.parley.message.Member;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Messages of a coordinator about a sum that it does not open.
 *
 * @param sum the rule
 * @param id which sum
 * @param refusals the reasons of parties that failed
 */
record SumFailures(Secure sum, SumId id, Supplier<Map<Member, String>> refusals) {
    private static final int SHOWN = 3;

    /** Too few parties are left at a step. */
    SecureSumException tooFew(long found, int of, int least, String step) {
        return new SecureSumException(sum + " needs " + least + " of " + of + " parties to answer '" + step
                + "' in round " + id.round() + ", but " + found + " did; " + closed() + reasons()
                + " A lower threshold(t), above one half, goes on with fewer");
    }

    /** An answer is not what it has to be. */
    SecureSumException refused(Member member, String step, String what) {
        return new SecureSumException("the answer of " + member.name() + " to '" + step + "' in round " + id.round()
                + " was refused: " + what + "; " + closed());
    }

    /** Shares that were opened give another secret than the party has shown. */
    SecureSumException wrongShares(Member member) {
        return new SecureSumException("the shares of " + member.name() + " that others opened in round " + id.round()
                + " do not belong together: one was changed; " + closed());
    }

    /** A mask is left in the sum. */
    SecureSumException masked() {
        return new SecureSumException("the sum of round " + id.round()
                + " did not come out of its masks, so that a message was changed on its way; the model is as before"
                + " this round");
    }

    /** Reads an answer, whatever its bytes are. */
    <T> T read(Member member, String step, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException e) {
            throw refused(member, step, "its bytes are none (" + e.getMessage() + ")");
        }
    }

    private String reasons() {
        Map<Member, String> all = refusals.get();
        if (all.isEmpty()) {
            return "";
        }
        String first = all.values().stream().limit(SHOWN).collect(Collectors.joining("; "));
        return " Failures: " + first + (all.size() > SHOWN ? "; and " + (all.size() - SHOWN) + " more" : "") + ".";
    }

    private String closed() {
        if (id.round() == 0) {
            return "nothing was opened, and no round has begun.";
        }
        return "nothing was opened, and the model is as before this round. lastRun() has the " + (id.round() - 1)
                + " finished rounds.";
    }
}
