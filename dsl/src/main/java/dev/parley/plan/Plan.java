package dev.parley.plan;

import dev.parley.aggregate.Aggregation;
import dev.parley.cohort.Participation;
import dev.parley.compress.Compressor;
import dev.parley.compress.Downward;
import dev.parley.compress.Rounding;
import dev.parley.compress.Upward;
import dev.parley.fault.PlanException;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.Filter;
import dev.parley.filter.Private;
import dev.parley.filter.Setting;
import dev.parley.num.Seed;
import dev.parley.partition.Partition;
import dev.parley.personal.Personalization;
import dev.parley.server.ServerOptimizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * All choices of a training in one value: what was said, and a default for the rest.
 *
 * <p>Its name is a label: plans that differ in name alone are equal, since they train the same bits.
 *
 * @param kind the sentence
 * @param said the choices made, and only these
 * @param name for people, where it was given one
 */
public record Plan(Kind kind, Map<Choice, Object> said, Optional<String> name) {
    public Plan {
        if (name.filter(String::isBlank).isPresent()) {
            throw new PlanException(
                    "as(name) needs a name, but it is blank; name the plan, for instance as(\"FedProx\"),"
                            + " or leave as(..) out");
        }
        EnumMap<Choice, Object> copy = new EnumMap<>(Choice.class);
        copy.putAll(said);
        copy.forEach((choice, value) -> PlanCheck.choice(kind, choice, value));
        said = Collections.unmodifiableMap(copy);
    }

    /** A sentence without further words. */
    public static Plan of(Kind kind) {
        return new Plan(kind, Map.of(), Optional.empty());
    }

    /** This plan under a name. */
    public Plan as(String label) {
        return new Plan(kind, said, Optional.of(label));
    }

    /** This plan with one choice more, or changed. */
    public Plan with(Choice choice, Object value) {
        EnumMap<Choice, Object> more = new EnumMap<>(Choice.class);
        more.putAll(said);
        more.put(choice, value);
        return new Plan(kind, more, name);
    }

    /** The number of parties asked for, where one is. */
    public OptionalInt parties() {
        return said.get(Choice.PARTIES) instanceof Integer n ? OptionalInt.of(n) : OptionalInt.empty();
    }

    /** Workers of a distributed training. */
    public int workers() {
        return of(Choice.WORKERS, Integer.class);
    }

    /** Rounds of a federation; epochs, where a round is an epoch. */
    public int rounds() {
        return kind == Kind.FEDERATION ? of(Choice.ROUNDS, Integer.class) : epochs();
    }

    /** Passes over the data, where these are what is counted. */
    public int epochs() {
        return of(Choice.EPOCHS, Integer.class);
    }

    /** Partition by which the plan itself splits the data, where it does. */
    public Optional<Partition> partition() {
        return Optional.ofNullable((Partition) said.get(Choice.PARTITION));
    }

    /** Choice of the parties that take part. */
    public Participation participation() {
        return of(Choice.PARTICIPATION, Participation.class);
    }

    /** Number of answers that a round needs, where that is asked for; else all that are drawn and stay. */
    public OptionalInt minParties() {
        return said.get(Choice.MIN_PARTIES) instanceof Integer n ? OptionalInt.of(n) : OptionalInt.empty();
    }

    /** Work of a party. */
    public ClientAlgorithm client() {
        return of(Choice.CLIENT, ClientAlgorithm.class);
    }

    /** When distributed workers average. */
    public Synchronization synchronization() {
        return of(Choice.SYNCHRONIZE, Synchronization.class);
    }

    /** Rule that makes one update of many. */
    public Aggregation aggregation() {
        return of(Choice.AGGREGATE, Aggregation.class);
    }

    /** Tells whether the coordinator is to see sums of parties' numbers alone. */
    public boolean hidesUpdates() {
        return aggregation().needs().stream().anyMatch(Filter::hidesUpdates);
    }

    /** Step from the one update to the next parameters. */
    public ServerOptimizer server() {
        return of(Choice.SERVER, ServerOptimizer.class);
    }

    /** The filters around the client and the exchange, in the order in which they were said. */
    public List<Filter> filters() {
        return ((List<?>) of(Choice.FILTER, List.class))
                .stream().map(Filter.class::cast).toList();
    }

    /** Guarantees of somebody's privacy: the client or filters. */
    public List<Private> guarantees() {
        return Stream.concat(filters().stream(), Stream.of(client()))
                .filter(Private.class::isInstance)
                .map(Private.class::cast)
                .toList();
    }

    /** Tells whether cohorts and noise are drawn so that nobody can repeat them. */
    public boolean isSecret() {
        return !guarantees().isEmpty() && guarantees().stream().noneMatch(Private::seeded);
    }

    /** This plan with noise that repeats with its seed, and protects nobody. */
    public Plan seededForTests() {
        Plan plan = this;
        if (said.containsKey(Choice.FILTER)) {
            List<Object> all = new ArrayList<>();
            filters().forEach(each -> all.add(each instanceof Private noise ? noise.seededForTests() : each));
            plan = plan.with(Choice.FILTER, List.copyOf(all));
        }
        return client() instanceof Private noise ? plan.with(Choice.CLIENT, noise.seededForTests()) : plan;
    }

    /** Compression of the parties' updates, where there is one. */
    public Optional<Compressor> compression() {
        return Optional.ofNullable((Compressor) said.get(Choice.COMPRESS));
    }

    /** Compression of the parameters that parties are sent, where there is one. */
    public Optional<Rounding> compressionDown() {
        return Optional.ofNullable((Rounding) said.get(Choice.COMPRESS_DOWN));
    }

    /**
     * The filters as they are for a training, those that compress behind all others.
     *
     * @throws dev.parley.fault.PlanException where one does not suit it
     */
    public List<Filter> settled(Setting setting) {
        List<Filter> all = new ArrayList<>(
                filters().stream().map(filter -> filter.settled(setting)).toList());
        compression().map(Upward::new).ifPresent(all::add);
        compressionDown().map(Downward::new).ifPresent(all::add);
        return List.copyOf(all);
    }

    /** The models of parties' own, where that is asked for. */
    public Optional<Personalization> personalization() {
        return Optional.ofNullable((Personalization) said.get(Choice.PERSONALIZE));
    }

    /** Tells whether parties hand their own models over after the last round. */
    public boolean handsOver() {
        return personalization().isPresent() && of(Choice.HAND_OVER, Boolean.class);
    }

    /** This plan with filters more. */
    public Plan filtered(List<Filter> more) {
        List<Filter> all = new ArrayList<>(filters());
        all.addAll(more);
        return with(Choice.FILTER, List.copyOf(all));
    }

    /** The parameters to begin with, where they are not the model's own. */
    public Optional<StartFrom> startFrom() {
        return Optional.ofNullable((StartFrom) said.get(Choice.START_FROM));
    }

    /** Rounds from one evaluation to the next; the last round is always evaluated. */
    public int evaluateEvery() {
        return of(Choice.EVALUATE_EVERY, Integer.class);
    }

    /** Rounds from one evaluation on each party's own rows to the next, where that is asked for. */
    public OptionalInt evaluateParties() {
        return said.get(Choice.EVALUATE_PARTIES) instanceof Integer n ? OptionalInt.of(n) : OptionalInt.empty();
    }

    /** Weights of a row of each class, where they are asked for. */
    public Optional<ClassWeighting> classWeights() {
        return Optional.ofNullable((ClassWeighting) said.get(Choice.CLASS_WEIGHTS));
    }

    /** When the training ends before its last round, where that is asked for. */
    public Optional<StopRule> stopWhen() {
        return Optional.ofNullable((StopRule) said.get(Choice.STOP_WHEN));
    }

    /** The metric by which the best round's parameters are kept, where that is asked for. */
    public Optional<String> keepBest() {
        return Optional.ofNullable((String) said.get(Choice.KEEP_BEST));
    }

    /** The root of all randomness. */
    public Seed seed() {
        return new Seed(of(Choice.SEED, Long.class));
    }

    /** The plan as JSON, with {@code "format": 1}. */
    public String json() {
        return PlanJson.write(this);
    }

    private <T> T of(Choice choice, Class<T> type) {
        Object value = said.getOrDefault(choice, choice.standard());
        return type.cast(Objects.requireNonNull(value, choice.word()));
    }

    /** Compares what is trained; the name is none of it. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Plan plan && plan.kind == kind && plan.said.equals(said);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, said);
    }

    /** The sentence as it would be written. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(kind + "()");
        said.forEach((choice, value) -> {
            if (value instanceof List<?> filters) {
                filters.forEach(filter -> text.append('.')
                        .append(filter instanceof Filter of ? of.word() : choice.word())
                        .append('(')
                        .append(shown(filter))
                        .append(')'));
                return;
            }
            String own = value + "";
            boolean itself = own.startsWith(choice.word() + "(") || own.startsWith("cohort(");
            text.append('.').append(itself ? own : choice.word() + "(" + shown(value) + ")");
        });
        name.ifPresent(label -> text.append(".as(\"").append(label).append("\")"));
        return text.toString();
    }

    private static String shown(Object value) {
        boolean lambda = value.getClass().isSynthetic() || value.getClass().isHidden();
        return lambda ? "your own rule" : value instanceof String text ? "\"" + text + "\"" : value.toString();
    }
}
