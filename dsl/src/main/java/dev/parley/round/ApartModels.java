package dev.parley.round;

import dev.parley.engine.Session;
import dev.parley.fault.PlanException;
import dev.parley.message.Update;
import dev.parley.model.Evaluation;
import dev.parley.num.ParamVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** A model for each party, none of which learns from another; metrics are plain means over the models. */
final class ApartModels implements Standing {
    private final List<ParamVector> models = new ArrayList<>();
    private List<Evaluation> evaluated = List.of();

    ApartModels(ParamVector initial, int parties) {
        for (int i = 0; i < parties; i++) {
            models.add(initial.copy());
        }
        initial.close();
    }

    @Override
    public ParamVector params(int party) {
        return models.get(party);
    }

    @Override
    public ParamVector shared() {
        throw new PlanException("r.params() needs one model, but local() trains one for each of " + models.size()
                + " parties; use run.party(name).weights() after the training");
    }

    @Override
    public void take(Update update) {
        models.get(update.party().index()).add(1, update.delta());
        update.close();
    }

    @Override
    public void advance() {
        evaluated = List.of();
    }

    @Override
    public Evaluation evaluate(Session session) {
        evaluated = models.stream().map(session::evaluate).toList();
        return mean(evaluated);
    }

    @Override
    public Optional<Evaluation> validate(Session session) {
        List<Evaluation> all =
                models.stream().map(session::validate).flatMap(Optional::stream).toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(mean(all));
    }

    private static Evaluation mean(List<Evaluation> all) {
        Evaluation first = all.get(0);
        return new Evaluation(
                first.task(),
                first.examples(),
                mean(all, Evaluation::loss),
                mean(all, Evaluation::accuracy),
                mean(all, Evaluation::rmse),
                mean(all, Evaluation::r2));
    }

    private static double mean(List<Evaluation> all, ToDoubleFunction<Evaluation> metric) {
        return all.stream().mapToDouble(metric).sum() / all.size();
    }

    @Override
    public Optional<Evaluation> own(int party) {
        return evaluated.isEmpty() ? Optional.empty() : Optional.of(evaluated.get(party));
    }

    @Override
    public List<ParamVector> copies() {
        return models.stream().map(ParamVector::copy).toList();
    }

    @Override
    public void close() {
        models.forEach(ParamVector::close);
    }
}
