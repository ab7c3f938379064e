package dev.parley.round;

import dev.parley.account.Meter;
import dev.parley.engine.Evaluator;
import dev.parley.engine.Session;
import dev.parley.filter.Combine;
import dev.parley.filter.Filter;
import dev.parley.filter.FilterNames;
import dev.parley.filter.Memories;
import dev.parley.message.Member;
import dev.parley.message.Turn;
import dev.parley.num.Seed;
import dev.parley.num.VectorPool;
import dev.parley.plan.Accounts;
import dev.parley.plan.Plan;
import dev.parley.plan.Program;
import dev.parley.plan.StopRule;
import dev.parley.result.StepCost;
import dev.parley.wire.Messages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Shared state of the coordinator's halves of filters and rules: across rounds their memories, in a round its notes.
 */
final class RoundContext implements AutoCloseable {
    /** The name of who draws the cohort. */
    static final String COHORT = "participation";

    private final Plan plan;
    private final Program program;
    private final List<Filter> onion;
    private final List<RoundSide> sides = new ArrayList<>();
    private final Session session;
    private final Evaluator evaluator;
    private final Models models;
    private final Memories memory;
    private final Memories secrets;
    private final Memories vault;
    private final Accounts accounts;
    private final RollCall roll;
    private final Meter meter = new Meter();
    private SortedMap<String, Double> notes = new TreeMap<>();
    private SortedMap<String, List<Double>> traces = new TreeMap<>();
    private Map<String, StepCost> costs = new LinkedHashMap<>();
    private final Map<Integer, Seed> seeds = new HashMap<>();
    private String stop = "";
    private Turn turn = new Turn(0, 0, Turn.TRAIN, false);

    RoundContext(
            Plan plan,
            Program program,
            Session session,
            Evaluator evaluator,
            Models models,
            VectorPool pool,
            Accounts accounts,
            RollCall roll) {
        this.plan = plan;
        this.program = program;
        this.onion = program.onion();
        this.session = session;
        this.evaluator = evaluator;
        this.models = models;
        this.accounts = accounts;
        this.roll = roll;
        this.memory = new Memories(pool);
        this.secrets = new Memories(pool);
        this.vault = new Memories(pool);
        FilterNames.of(onion)
                .forEach(name -> sides.add(new RoundSide(this, name, plan.seed().at(name))));
    }

    /** Begins a round. */
    void begin(Turn next) {
        turn = next;
        notes = new TreeMap<>();
        traces = new TreeMap<>();
        costs = new LinkedHashMap<>();
        stop = "";
    }

    /** The view of a filter of the onion. */
    RoundSide side(int filter) {
        return sides.get(filter);
    }

    /** The view of the plan's rule, or of who draws the cohort, whose streams have no name before their own. */
    RoundSide side(String name) {
        return new RoundSide(this, name, plan.seed());
    }

    /** Seed that a party draws from: its own, the same in every round. */
    Seed seed(int party) {
        return seeds.computeIfAbsent(party, plan.seed()::ofParty);
    }

    Plan plan() {
        return plan;
    }

    List<Filter> onion() {
        return onion;
    }

    Session session() {
        return session;
    }

    List<Member> members() {
        return session.members();
    }

    /** Counter of messages. */
    Messages messages() {
        return new Messages(program.codec(), program.layout());
    }

    Evaluator evaluator() {
        return evaluator;
    }

    Models models() {
        return models;
    }

    Memories memory() {
        return memory;
    }

    Memories secrets() {
        return secrets;
    }

    Memories vault() {
        return vault;
    }

    Turn turn() {
        return turn;
    }

    SortedMap<String, Double> notes() {
        return notes;
    }

    /** Numbers that are no columns. */
    SortedMap<String, List<Double>> traces() {
        return traces;
    }

    /** Cost of each step so far, by its name. */
    Map<String, StepCost> costs() {
        return costs;
    }

    void stop(String why) {
        stop = why;
    }

    /** Why a filter wants an end after this round; empty where none does. */
    String stop() {
        return stop;
    }

    Combine combine(String vector) {
        return program.combine(vector);
    }

    /** Counts those who are about to be asked for an update. */
    void asked(int[] cohort) {
        roll.asked(cohort);
    }

    /** Counts those who took part in a round that comes to its end, and notes what is spent of privacy. */
    void done(int[] cohort) {
        roll.done(cohort);
        if (!accounts.isEmpty()) {
            notes.putAll(accounts.epsilons(roll.attended(), meter));
            if (plan.stopWhen().orElse(null) instanceof StopRule.Spent budget
                    && accounts.afterNext(roll.attended(), meter)
                            > budget.most().value()) {
                stop("stopWhen(" + budget + ")");
            }
        }
    }

    /** Keeps what the round has changed. */
    void finish() {
        memory.commit();
        vault.commit();
        secrets.rollBack();
    }

    @Override
    public void close() {
        memory.close();
        secrets.close();
        vault.close();
    }
}
