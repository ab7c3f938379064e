package dev.parley.round;

import dev.parley.engine.Evaluator;
import dev.parley.filter.Filter;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.model.Evaluation;
import dev.parley.num.ParamVector;
import dev.parley.result.PartyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The models of a round: the global one, or, where parties keep all at home, those that they hand over to be measured
 * on the coordinator's rows.
 */
final class OwnModels {
    private final RoundContext context;
    private List<PartyResult> results;

    /** Before the parties are asked. */
    OwnModels(RoundContext context, List<PartyResult> results) {
        this.context = context;
        this.results = results;
    }

    /** Asks the parties for their models, where there is no common one. */
    void handOver(Function<String, Round.Answered> ask) {
        if (context.onion().stream().noneMatch(Filter::keepsAllAtHome)) {
            return;
        }
        Round.Answered models = ask.apply(Turn.MODEL);
        List<ParamVector> vectors = new ArrayList<>();
        List<PartyResult> more = new ArrayList<>();
        for (Update update : models.updates()) {
            vectors.add(update.vector(Turn.MODEL));
        }
        for (PartyResult result : results) {
            PartyResult took = models.results().get(result.party().index());
            more.add(result.handedOver(took.bytesDown(), took.bytesUp()));
        }
        context.models().handedOver(vectors);
        results = more;
    }

    /** Measures them on the test and the validation rows; of several models, the plain mean. */
    Metrics evaluate() {
        Evaluator evaluator = context.evaluator();
        List<ParamVector> own = context.models().own();
        if (own.isEmpty()) {
            ParamVector global = context.models().global();
            return new Metrics(Optional.of(evaluator.test(global)), evaluator.validation(global));
        }
        List<Evaluation> test = own.stream().map(evaluator::test).toList();
        List<Evaluation> validation = own.stream()
                .map(evaluator::validation)
                .flatMap(Optional::stream)
                .toList();
        results = results.stream()
                .map(result -> result.measured(test.get(result.party().index())))
                .toList();
        return new Metrics(Metrics.mean(test), Metrics.mean(validation));
    }

    /** The parties' results, with what handing over took and came to. */
    List<PartyResult> results() {
        return results;
    }
}
