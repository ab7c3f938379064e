package dev.parley.filter;

import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** An exchange that fails a test which uses more of it than the test has written. */
public interface NotAsked extends Exchange {
    @Override
    default List<Member> cohort() {
        throw new AssertionError("nobody asks for the cohort here");
    }

    @Override
    default Aggregate with(Broadcast to) {
        throw new AssertionError("nobody sends all the same here");
    }

    @Override
    default Aggregate with(Broadcast to, IntFunction<Payload> own) {
        throw new AssertionError("nobody sends each party something of its own here");
    }

    @Override
    default Aggregate with(Broadcast to, IntFunction<Payload> own, Fold into) {
        throw new AssertionError("nobody brings a fold here");
    }

    @Override
    default Map<Member, Payload> ask(String step, Map<Member, Payload> to) {
        throw new AssertionError("nobody is asked here");
    }
}
