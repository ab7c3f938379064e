package dev.parley.round;

import dev.parley.engine.Session;
import dev.parley.fault.PlanException;
import dev.parley.message.Update;
import dev.parley.model.Evaluation;
import dev.parley.num.ParamVector;
import dev.parley.result.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** A model for each party, none of which learns from another; metrics are plain means over the models. */
final class ApartModels implements ModelState {
    private final List<ParamVector> models;
    private final List<ParamVector> finished;
    private List<Evaluation> evaluated = List.of();

    /** Goes on from models of these parameters, which are this object's from now on. */
    ApartModels(List<ParamVector> params) {
        this.models = new ArrayList<>(params);
        this.finished = new ArrayList<>(params);
    }

    /** Starts every party from the same parameters, which are closed here. */
    static ApartModels start(ParamVector initial, int parties) {
        List<ParamVector> same = new ArrayList<>();
        for (int i = 0; i < parties; i++) {
            same.add(initial.copy());
        }
        initial.close();
        return new ApartModels(same);
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
        int party = update.party().index();
        models.set(party, models.get(party).copy().add(1, update.delta()));
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
    public void finish() {
        for (int party = 0; party < models.size(); party++) {
            free(finished.set(party, models.get(party)), models.get(party));
        }
    }

    @Override
    public State finished() {
        return State.of(finished);
    }

    @Override
    public void close() {
        for (int party = 0; party < models.size(); party++) {
            free(models.set(party, finished.get(party)), finished.get(party));
        }
    }

    private static void free(ParamVector old, ParamVector other) {
        if (old != other) {
            old.close();
        }
    }
}
