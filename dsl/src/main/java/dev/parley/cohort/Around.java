package dev.parley.cohort;

import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.message.Member;
import dev.parley.message.Turn;
import java.util.List;
import java.util.Optional;

/** A choice around another one, which draws: what is not its own is the other's. Coordinator's side. */
interface Around extends Sized {
    /** The choice that draws. */
    Participation around();

    /** The same around another choice. */
    Participation around(Participation other);

    @Override
    default int[] draw(Turn turn, List<Member> all, CoordinatorSide here, Exchange ask) {
        return around().draw(turn, all, here, ask);
    }

    @Override
    default boolean stays(Turn step, Member one, CoordinatorSide here) {
        return around().stays(step, one, here);
    }

    @Override
    default boolean byRows() {
        return around().byRows();
    }

    @Override
    default boolean varies() {
        return true;
    }

    @Override
    default Optional<String> refusal(List<String> parties) {
        return around().refusal(parties);
    }

    @Override
    default boolean isSized() {
        return around() instanceof Sized other ? other.isSized() : !(around() instanceof Everyone);
    }

    @Override
    default Participation sized(int count) {
        return around(around() instanceof Sized other ? other.sized(count) : new UniformCount(count));
    }

    /** The other choice as a last argument; nothing where it is everyone. */
    default String words() {
        return around() instanceof Everyone ? "" : ", " + around();
    }
}
