package dev.parley.round;

import dev.parley.engine.Evaluator;
import dev.parley.filter.Combine;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Draws;
import dev.parley.filter.Memory;
import dev.parley.message.Turn;
import dev.parley.model.Learner;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.party.NamedDraws;
import java.util.stream.DoubleStream;

/**
 * One filter's or rule's view of the coordinator, for one round.
 *
 * @param round what all of them share
 * @param name the namespace of its memory
 * @param seed the root of its streams
 */
record RoundSide(RoundContext round, String name, Seed seed) implements CoordinatorSide {
    @Override
    public Turn turn() {
        return round.turn();
    }

    @Override
    public int population() {
        return round.members().size();
    }

    @Override
    public double expected() {
        return round.plan().participation().expected(population());
    }

    @Override
    public ParamVector params() {
        return round.models().global();
    }

    @Override
    public Learner learner() {
        Evaluator evaluator = round.evaluator();
        return evaluator.learner();
    }

    @Override
    public Memory memory() {
        return round.memory().of(name);
    }

    @Override
    public Memory secrets() {
        return round.secrets().of(name);
    }

    @Override
    public Memory vault() {
        return round.vault().of(name);
    }

    @Override
    public Draws draws() {
        Draws named = new NamedDraws(seed);
        return name.equals(RoundContext.COHORT) && round.plan().isSecret() ? new SecretDraws(named.secret()) : named;
    }

    @Override
    public Combine combine(String vector) {
        return round.combine(vector);
    }

    @Override
    public void note(String column, double value) {
        round.notes().put(column, value);
    }

    @Override
    public void trace(String what, double... values) {
        round.traces().put(what, DoubleStream.of(values).boxed().toList());
    }

    @Override
    public void stop(String why) {
        round.stop(why);
    }
}
