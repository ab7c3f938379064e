package dev.parley.train;

import dev.parley.aggregate.Aggregation;
import dev.parley.client.LocalSgd;
import dev.parley.client.SynchronousSteps;
import dev.parley.data.Parties;
import dev.parley.example.Party;
import dev.parley.fault.PlanException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.Filter;
import dev.parley.filter.Setting;
import dev.parley.model.Model;
import dev.parley.personal.AtHome;
import dev.parley.personal.Personalization;
import dev.parley.plan.Choice;
import dev.parley.plan.Kind;
import dev.parley.plan.Plan;
import dev.parley.plan.Program;
import dev.parley.round.Coordinator.Pace;
import dev.parley.secure.Secure;
import dev.parley.secure.SmallerSum;
import dev.parley.wire.Float32;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Course of a plan for a model and parties.
 *
 * @param program the party's half
 * @param pace the rounds
 * @param rule the plan's, as it is for this training
 */
record Course(Program program, Pace pace, Aggregation rule) {
    /**
     * Works out a plan.
     *
     * @throws PlanException where the plan cannot be carried out
     */
    static Course of(Plan plan, Model model, Parties parties) {
        ClientAlgorithm client = plan.client();
        Pace pace = new Pace(plan.rounds(), plan.evaluateEvery());
        if (plan.kind() == Kind.DISTRIBUTED) {
            int largest = parties.all().stream().mapToInt(Party::size).max().orElse(0);
            SynchronousSteps steps = synchronous(plan, largest);
            int rounds = (steps.totalSteps() + steps.between() - 1) / steps.between();
            boolean said = plan.said().containsKey(Choice.EVALUATE_EVERY);
            pace = new Pace(rounds, said ? plan.evaluateEvery() : Math.max(1, steps.stepsPerEpoch() / steps.between()));
            client = steps;
        }
        client = client.settled(new Setting(parties.names(), plan.seed(), parties.shape()));
        Setting setting = new Setting(
                parties.names(),
                plan.seed(),
                parties.shape(),
                Optional.of(new Setting.Work(client, parties.coding(), model.layout(parties.shape()))));
        Aggregation rule = plan.kind() == Kind.FEDERATION ? plan.aggregation().suited(setting) : plan.aggregation();
        List<Filter> filters = new ArrayList<>(plan.settled(setting));
        if (rule instanceof Secure sum) {
            SmallerSum smaller = SmallerSum.of(sum, filters);
            rule = smaller.sum().suited(setting);
            filters = new ArrayList<>(smaller.filters());
        }
        filters.addAll(rule.needs());
        if (plan.personalization().isPresent()) {
            Personalization personal = plan.personalization().get().settled(setting);
            filters.add(personal); // the outermost of its place, around what a rule needs
            filters.addAll(personal.beside());
        }
        if (plan.kind() == Kind.LOCAL) {
            filters.add(new AtHome());
        }
        return new Course(new Program(model, parties.shape(), client, filters, new Float32()), pace, rule);
    }

    private static SynchronousSteps synchronous(Plan plan, int largest) {
        if (!(plan.client() instanceof LocalSgd sgd)) {
            throw new PlanException("distributed() trains with localSgd(rate), but client(" + plan.client()
                    + ") was asked for; use federation() for it");
        }
        String epochs = sgd.byParty().words(sgd.epochs());
        if (!epochs.isEmpty()) {
            throw new PlanException("distributed() counts epochs itself, but the client asks for " + epochs.substring(1)
                    + "; say distributed().epochs(n)");
        }
        int stepsPerEpoch = (largest + sgd.batch() - 1) / sgd.batch();
        int total = Math.multiplyExact(plan.epochs(), stepsPerEpoch);
        return new SynchronousSteps(sgd, plan.synchronization().steps(total), stepsPerEpoch, total);
    }
}
