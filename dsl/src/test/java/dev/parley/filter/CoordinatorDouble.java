package dev.parley.filter;

import dev.parley.message.Member;
import dev.parley.message.Turn;
import dev.parley.model.Learner;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.num.VectorPool;
import dev.parley.party.NamedDraws;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A coordinator's side for tests that call a rule or a filter themselves.
 *
 * @param turn the moment
 * @param population how many parties there are
 * @param params the global parameters
 * @param seed the root of its streams
 * @param plain names of vectors that are combined by the plain mean
 * @param memories what is remembered
 * @param notes what was noted
 */
public record CoordinatorDouble(
        Turn turn,
        int population,
        ParamVector params,
        Seed seed,
        List<String> plain,
        Memories memories,
        SortedMap<String, Double> notes)
        implements CoordinatorSide {
    /** In a round, with parameters of one array. */
    public static CoordinatorDouble of(int round, int population, int parameters, Seed seed, String... plain) {
        return new CoordinatorDouble(
                new Turn(round, round, Turn.TRAIN, true),
                population,
                ParamVector.zeros(Layout.empty().then("x", parameters)),
                seed,
                List.of(plain),
                new Memories(new VectorPool()),
                new TreeMap<>());
    }

    /** So many members. */
    public static List<Member> members(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Member(i, "party-" + (i + 1), 10))
                .toList();
    }

    @Override
    public Learner learner() {
        throw new AssertionError("no learner is asked for here");
    }

    @Override
    public Memory memory() {
        return memories.of("test");
    }

    @Override
    public Memory secrets() {
        return memories.of("secrets");
    }

    @Override
    public Draws draws() {
        return new NamedDraws(seed);
    }

    @Override
    public Combine combine(String vector) {
        return plain.contains(vector) ? Combine.PLAIN_MEAN : Combine.AS_DELTA;
    }

    @Override
    public void note(String column, double value) {
        notes.put(column, value);
    }

    @Override
    public void stop(String why) {
        throw new AssertionError("nobody stops here: " + why);
    }
}
