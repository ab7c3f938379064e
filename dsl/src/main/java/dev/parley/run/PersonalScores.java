package dev.parley.run;

import dev.parley.example.Examples;
import dev.parley.example.Party;
import dev.parley.fault.PlanException;
import dev.parley.message.Member;
import dev.parley.model.Evaluation;
import dev.parley.model.Learner;
import dev.parley.model.MetricSums;
import dev.parley.num.ParamVector;
import dev.parley.personal.Personalization;
import dev.parley.plan.Kind;
import dev.parley.result.PartyScore;
import dev.parley.result.RoundResult;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A run's three evaluations, as the parties told them at its end, or, where they did not, worked out from the models.
 *
 * @param common the common model on the common test rows; empty where there is none
 * @param global the common model on each party's own test rows
 * @param personal each party's own model on the same; empty where it has none
 */
record PersonalScores(Optional<Evaluation> common, Map<Member, Evaluation> global, Map<Member, Evaluation> personal) {
    private static final int BATCH = 64;

    /**
     * Those of a run.
     *
     * @throws PlanException where parties kept no rows for a test of their own, or the run has not come to an end
     */
    static PersonalScores of(Run run) {
        check(run);
        boolean alone = run.plan().kind() == Kind.LOCAL;
        Optional<Personalization> how = run.plan().personalization();
        boolean common = !alone && how.map(Personalization::hasCommon).orElse(true);
        Optional<Evaluation> one = common ? run.lastEvaluation() : Optional.empty();
        List<PartyScore> told = told(run);
        if (!told.isEmpty()) {
            Map<Member, Evaluation> of = by(told, score -> Optional.of(score.evaluation()));
            Map<Member, Evaluation> own = by(told, PartyScore::personal);
            return new PersonalScores(one, common ? of : Map.of(), common ? own : of);
        }
        List<ParamVector> params = run.outcome().params();
        return alone
                ? new PersonalScores(one, Map.of(), measured(run, party -> params.get(party.index())))
                : new PersonalScores(one, measured(run, party -> params.get(0)), Map.of());
    }

    private static void check(Run run) {
        boolean ofParties = run.plan().kind() == Kind.FEDERATION || run.plan().kind() == Kind.LOCAL;
        if (!ofParties || run.isPart()) {
            throw new PlanException("run.personal() compares models of parties, but '" + run.name() + "' is of "
                    + (run.isPart() ? "one party" : run.plan().kind() + "()") + "; ask a federation() or local()");
        }
        if (run.setting().recipe().get().partyTest() == 0) {
            throw new PlanException("run.personal() measures on rows that each party keeps for a test of its own, but '"
                    + run.name() + "' was trained on parties that keep none; train on split.partyTest(0.2)");
        }
        if (run.plan().personalization().isPresent() && told(run).isEmpty()) {
            throw new PlanException(
                    "run.personal() needs the parties' own models as they are after the last round, but '" + run.name()
                            + "' was " + run.stopped() + "; go on with run.resume()");
        }
    }

    /** Scores that parties measured in the last round; nothing where another round's parameters were kept. */
    private static List<PartyScore> told(Run run) {
        List<RoundResult> rounds = run.rounds();
        return rounds.isEmpty() || BestRound.of(run).isPresent()
                ? List.of()
                : rounds.get(rounds.size() - 1).scores();
    }

    private static Map<Member, Evaluation> by(List<PartyScore> told, Function<PartyScore, Optional<Evaluation>> which) {
        Map<Member, Evaluation> by = new LinkedHashMap<>();
        told.forEach(score -> which.apply(score).ifPresent(e -> by.put(score.party(), e)));
        return by;
    }

    private static Map<Member, Evaluation> measured(Run run, Function<Party, ParamVector> model) {
        if (run.parties().elsewhere().isPresent()) {
            throw new PlanException(
                    "run.personal() needs what parties measured on their own rows, which are not here, but '"
                            + run.name() + "' did not ask them; train with evaluateParties(k)");
        }
        Map<Member, Evaluation> by = new LinkedHashMap<>();
        try (Learner learner = run.description().open(run.setting().shape(), BATCH)) {
            for (Party party : run.parties().all()) {
                Optional<Examples> rows = party.test().filter(some -> some.size() > 0);
                rows.ifPresent(some -> by.put(
                        run.setting().members().get(party.index()),
                        MetricSums.of(learner, model.apply(party), some, numbers(some), 0, some.size())
                                .evaluation(run.description(), run.setting().shape())));
            }
        }
        return by;
    }

    private static int[] numbers(Examples rows) {
        int[] all = new int[rows.size()];
        Arrays.setAll(all, row -> row);
        return all;
    }
}
