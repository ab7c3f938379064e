package dev.parley.data;

import dev.parley.example.Policy;
import dev.parley.fault.DataException;
import dev.parley.fault.Nearest;
import java.util.List;
import java.util.stream.IntStream;

/** Steps of a split for parties' policies; public, since completion shows no words of a hidden class. */
public abstract sealed class PolicySteps permits Parties {
    PolicySteps() {}

    /** Number of parties. */
    public abstract int size();

    /** The parties' names, in order. */
    public abstract List<String> names();

    private Parties itself() {
        return (Parties) this;
    }

    /**
     * The same parties, where one has a policy: its own contract on what may leave it, checked on its side before anything does.
     *
     * <p>A refusal is a message with its reason and nothing else; the run goes on with the others. A party that refuses round 0
     * is not heard there, and rows are coded by what the others tell. Another policy takes the place of an earlier one.
     *
     * <p>Example: {@code hospitals.policy("party-3", policy().minRows(50).withoutMetrics())}
     *
     * @param name of the party
     * @throws DataException where nobody is called so, nobody is left to tell statistics, or the rows lie elsewhere
     */
    public Parties policy(String name, Policy policy) {
        int index = names().indexOf(name);
        if (index < 0) {
            throw new DataException(
                    "policy(\"" + name + "\", ..): nobody is called so; " + Nearest.hint(name, names()));
        }
        return guarded(policies().and(IntStream.of(index), policy));
    }

    /** The same parties, where each has this policy in place of an earlier one. */
    public Parties policy(Policy policy) {
        return guarded(policies().and(IntStream.range(0, size()), policy));
    }

    /** The same parties for a training without masks: those whose policy asks for masks tell nothing in round 0. */
    public abstract Parties open();

    /**
     * The same parties for a sentence that is no federation.
     *
     * @throws DataException where one has a policy: it says what leaves a party, and there rows or whole models do
     */
    public Parties unguarded(String sentence) {
        policies().list().stream()
                .filter(each -> !each.policy().equals(Policy.NONE))
                .findFirst()
                .ifPresent(each -> {
                    throw new DataException(sentence + " moves rows or whole models out of their owners' hands, but "
                            + names().get(each.party()) + " has a policy on what leaves it (" + each.policy()
                            + "); train it on the split without policies");
                });
        return itself();
    }

    abstract Parties guarded(Policies policies);

    abstract Policies policies();
}
