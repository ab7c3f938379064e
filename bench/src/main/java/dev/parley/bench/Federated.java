package dev.parley.bench;

import static dev.parley.Parley.federation;
import static dev.parley.Parley.weightedMean;

import dev.parley.engine.Evaluator;
import dev.parley.engine.Roster;
import dev.parley.engine.Session;
import dev.parley.engine.threads.Threads;
import dev.parley.engine.threads.ThreadsEvaluator;
import dev.parley.example.Examples;
import dev.parley.example.Party;
import dev.parley.example.Shape;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.model.Model;
import dev.parley.num.ParamVector;
import dev.parley.plan.Plan;
import dev.parley.plan.Program;
import dev.parley.result.Outcome;
import dev.parley.round.Coordinator;
import dev.parley.round.Watch;
import dev.parley.wire.Float32;
import java.util.List;
import java.util.Optional;

/**
 * Rounds of parties that no data set could be split into: rows shared by many, rows made up.
 *
 * @param model what is learned
 * @param shape the rows' shape
 * @param parties who learns it
 * @param test evaluated after the last round only
 */
record Federated(Model model, Shape shape, List<Party> parties, Examples test) {

    /** Seconds a round, by the clock; everything from the opening of the session on is counted. */
    double seconds(ClientAlgorithm client, int cohort, int rounds, int threads) {
        Plan plan = federation()
                .rounds(rounds)
                .cohort(cohort)
                .client(client)
                .aggregate(weightedMean())
                .evaluateEvery(rounds)
                .plan();
        Program program = new Program(model, shape, client, List.of(), new Float32());
        long start = System.nanoTime();
        try (Session session = new Threads(threads).open(program, new Roster(parties));
                Evaluator evaluator = new ThreadsEvaluator(session, threads, model, shape, test, Optional.empty())) {
            Outcome outcome = new Coordinator(
                            plan,
                            program,
                            new Coordinator.Pace(rounds, rounds),
                            session,
                            evaluator,
                            event -> {},
                            view -> {},
                            new Watch(plan, shape.task(), List.of(), false),
                            (round, soFar) -> {})
                    .run(model.initial(shape, plan.seed()));
            outcome.rethrow();
            outcome.state().params().forEach(ParamVector::close);
        }
        return (System.nanoTime() - start) / 1e9 / rounds;
    }
}
