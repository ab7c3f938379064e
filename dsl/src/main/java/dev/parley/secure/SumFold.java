package dev.parley.secure;

import dev.parley.fault.SecureSumException;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Fold;
import dev.parley.message.Aggregate;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds masked vectors as they come, in the ring: one vector of memory, whatever the number of parties. */
final class SumFold implements Fold {
    private final CoordinatorSide here;
    private final List<Member> from = new ArrayList<>();
    private long nanos;
    private @Nullable Form form;
    private @Nullable RingVector sum;

    /** An empty one, which shows the first vector that arrives to the round's traces. */
    SumFold(CoordinatorSide here) {
        this.here = here;
    }

    @Override
    public void take(Update one) {
        long start = System.nanoTime();
        add(one);
        nanos += System.nanoTime() - start;
    }

    /** Time that adding took, in nanoseconds. */
    long nanos() {
        return nanos;
    }

    private void add(Update one) {
        MaskedVector masked = MaskedVector.of(one);
        RingVector numbers = masked.numbers();
        if (sum == null) {
            form = masked.form();
            sum = numbers;
            if (numbers.bits() < Long.SIZE) {
                SumTraces.masked(here, one.from().index(), numbers);
            }
        } else if (!masked.form().equals(form) || numbers.bits() != sum.bits()) {
            throw new SecureSumException(one.from().name() + " sent " + masked.form() + " of " + numbers.bits()
                    + " bits, but others " + form + " of " + sum.bits()
                    + "; what is added has to have the same vectors and numbers at all parties");
        } else {
            sum.add(numbers);
        }
        from.add(one.from());
    }

    /** Those whose vectors are in it, in party order. */
    List<Member> from() {
        return from;
    }

    /** Form of the summed vectors. */
    Form form() {
        if (form == null) {
            throw new IllegalStateException("nothing has been added");
        }
        return form;
    }

    /** The sum so far, with all masks. */
    RingVector sum() {
        if (sum == null) {
            throw new IllegalStateException("nothing has been added");
        }
        return sum;
    }

    @Override
    public Aggregate end() {
        return new Aggregate(Payload.EMPTY, from, from.size());
    }

    @Override
    public void close() {}
}
