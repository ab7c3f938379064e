package dev.parley.plan;

import dev.parley.aggregate.Aggregation;
import dev.parley.aggregate.WeightedMean;
import dev.parley.client.LocalSgd;
import dev.parley.cohort.Everyone;
import dev.parley.cohort.Participation;
import dev.parley.compress.Compressor;
import dev.parley.compress.Rounding;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.Filter;
import dev.parley.partition.Partition;
import dev.parley.personal.Personalization;
import dev.parley.server.ServerOptimizer;
import dev.parley.server.ServerSgd;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A choice in a plan: its word, its type and its default. */
@SuppressWarnings("ImmutableEnumChecker") // every default is a record, and a record of values does not change
public enum Choice {
    PARTIES("parties", Integer.class, null),
    WORKERS("workers", Integer.class, 2),
    ROUNDS("rounds", Integer.class, 10),
    EPOCHS("epochs", Integer.class, 10),
    PARTITION("partition", Partition.class, null),
    PARTICIPATION("participation", Participation.class, new Everyone()),
    MIN_PARTIES("minParties", Integer.class, null),
    CLIENT("client", ClientAlgorithm.class, new LocalSgd(0.1)),
    SYNCHRONIZE("synchronize", Synchronization.class, new Synchronization.EveryStep()),
    AGGREGATE("aggregate", Aggregation.class, new WeightedMean()),
    SERVER("server", ServerOptimizer.class, new ServerSgd(1)),
    FILTER("filter", List.class, List.of()),
    COMPRESS("compress", Compressor.class, null),
    COMPRESS_DOWN("compressDown", Rounding.class, null),
    PERSONALIZE("personalize", Personalization.class, null),
    HAND_OVER("handOver", Boolean.class, true),
    START_FROM("startFrom", StartFrom.class, null),
    EVALUATE_EVERY("evaluateEvery", Integer.class, 1),
    EVALUATE_PARTIES("evaluateParties", Integer.class, null),
    CLASS_WEIGHTS("classWeights", ClassWeighting.class, null),
    STOP_WHEN("stopWhen", StopRule.class, null),
    KEEP_BEST("keepBest", String.class, null),
    SEED("seed", Long.class, 42L);

    private final String word;
    private final Class<?> type;
    private final @Nullable Object standard;

    Choice(String word, Class<?> type, @Nullable Object standard) {
        this.word = word;
        this.type = type;
        this.standard = standard;
    }

    /** The word that says it, in the DSL and in JSON. */
    public String word() {
        return word;
    }

    /** The type of its values. */
    public Class<?> type() {
        return type;
    }

    /** The type of a value, or of each of them where there may be several. */
    public Class<?> of() {
        return this == FILTER ? Filter.class : type;
    }

    /** Default of the choice; null where it depends on the data, or where nothing is done. */
    public @Nullable Object standard() {
        return standard;
    }

    /** Tells whether a sentence knows this word. */
    public boolean suits(Kind kind) {
        return switch (this) {
            case PARTIES -> kind == Kind.FEDERATION || kind == Kind.LOCAL;
            case PARTITION, EVALUATE_PARTIES -> kind == Kind.FEDERATION || kind == Kind.LOCAL;
            case ROUNDS, PARTICIPATION, MIN_PARTIES, AGGREGATE, PERSONALIZE, HAND_OVER -> kind == Kind.FEDERATION;
            case EPOCHS -> kind != Kind.FEDERATION;
            case WORKERS, SYNCHRONIZE -> kind == Kind.DISTRIBUTED;
            case SERVER -> Set.of(Kind.FEDERATION, Kind.DISTRIBUTED).contains(kind);
            case CLIENT, START_FROM, EVALUATE_EVERY, CLASS_WEIGHTS, SEED -> true;
            case STOP_WHEN, KEEP_BEST -> kind != Kind.LOCAL;
            case FILTER, COMPRESS, COMPRESS_DOWN -> kind == Kind.FEDERATION || kind == Kind.DISTRIBUTED;
        };
    }
}
