package dev.parley.run.kept;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.data.Parties;
import dev.parley.file.FileKind;
import dev.parley.file.Json;
import dev.parley.file.RegularFile;
import dev.parley.file.Tree;
import dev.parley.file.TreeFile;
import dev.parley.model.Model;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.plan.Choice;
import dev.parley.plan.Kind;
import dev.parley.plan.Plan;
import dev.parley.plan.PlanJson;
import dev.parley.plan.StartFrom;
import dev.parley.result.Outcome;
import dev.parley.result.PartyResult;
import dev.parley.result.RoundResult;
import dev.parley.result.State;
import dev.parley.run.DataSummary;
import dev.parley.run.Environment;
import dev.parley.run.Run;
import dev.parley.run.RunParts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A run's file, opened: JSON with {@code "format": 2}, checked to the byte; {@link RunWriter} writes it. */
public final class RunFile {
    static final FileKind KIND = new FileKind(
            "run",
            "a run is written by save(run, path) or checkpoint(path, every(n))",
            "is not a whole run that save(run, path) wrote",
            "save the run again, or train it again");

    /** The vector that a plan begins with, where it is a model's. */
    static final String START = "start";

    /** The generation of the files that do not tell it. */
    private static final int FIRST_STREAMS = 1;

    private static final int MOST = 100_000_000;
    private static final String ROUNDS = "rounds";

    private final String path;
    private final List<RoundResult> rounds = new ArrayList<>();
    private Optional<DataSummary> setting = Optional.empty();

    private RunFile(String path) {
        this.path = path;
    }

    /**
     * A file's content.
     *
     * @param run the run, which has no way to go on yet
     * @param every rounds between two checkpoints, where the file is one; else 0
     * @param fingerprint of its parameters
     * @param format of the file
     */
    public record Opened(Run run, int every, String fingerprint, int format) {
        /** Tells, where that is so, that training it again comes to other bits. */
        public Optional<String> otherStreams(String path) {
            int streams = run.parts().streams();
            return streams == Environment.STREAMS
                    ? Optional.empty()
                    : Optional.of(path + " was written by " + (streams < Environment.STREAMS ? "an earlier" : "a newer")
                            + " version, whose random streams were others");
        }
    }

    /** Opens the results; nothing is trained, and no row is read. */
    public static Run read(String path) {
        return open(path).run();
    }

    /**
     * Opens a file.
     *
     * @throws dev.parley.fault.DataException where it is none, is not whole, was changed, or is of a future format
     */
    public static Opened open(String path) {
        return RegularFile.steadily(path, () -> new RunFile(path).opened(true));
    }

    /**
     * Opens a file for its tables alone: the run has no parameters.
     *
     * @throws dev.parley.fault.DataException where it is none, is not whole, was changed, or is of a future format
     */
    public static Opened look(String path) {
        return RegularFile.steadily(path, () -> new RunFile(path).opened(false));
    }

    private Opened opened(boolean parameters) {
        TreeFile file = TreeFile.read(TreeFile.bytes(path, KIND), path, KIND, ROUNDS, this::round);
        return file.whole(() -> {
            ObjectNode node = file.fields();
            DataSummary data = setting(node);
            Model model = ModelJson.read(node.required("model"), path + ": model");
            Plan plan = PlanJson.open(node.required("plan").toString());
            String fingerprint = Json.text(node, "fingerprint");
            State state = State.NONE;
            if (!parameters) {
                file.lookForArrays();
            } else if (file.format() < TreeFile.FORMAT) {
                state = EarlierState.read(node, model.layout(data.shape()));
            } else {
                Tree tree = file.tree(model.layout(data.shape()));
                plan = begun(plan, tree);
                state = StateTree.read(tree);
            }
            if (parameters) {
                check(state, model.layout(data.shape()), fingerprint);
                fits(state, plan, data);
            }
            boolean hides = plan.hidesUpdates();
            RunParts parts = new RunParts(
                    Json.text(node, "name"),
                    plan,
                    model,
                    data,
                    parties(hides, data),
                    outcome(node, data, state),
                    Json.whole(node, "streams", 0, Integer.MAX_VALUE, FIRST_STREAMS));
            int every = Json.whole(node, "checkpoint", 1, Integer.MAX_VALUE, 0);
            return new Opened(new Run(parts), every, fingerprint, file.format());
        });
    }

    /** Looks for the parties, whose rows are coded as the plan lets them. */
    private Supplier<Parties> parties(boolean areSummed, DataSummary data) {
        String asked = "load(\"" + path + "\")";
        return () -> {
            Parties found = Kept.alike(data.recipe().get().parties(asked, "replay(path, mine)"), data.shape(), asked);
            return areSummed ? found.summed() : found;
        };
    }

    private Outcome outcome(ObjectNode node, DataSummary data, State state) {
        int done = rounds.size();
        List<PartyResult> unfinished = RoundJson.parties(Json.list(node, "unfinished"), done + 1, data);
        int planned = Json.whole(node, "planned", done, MOST, done);
        SortedMap<Integer, Long> told = new TreeMap<>();
        data.members()
                .forEach(member -> told.put(member.index(), data.statistics().get(member.index())));
        return new Outcome(planned, rounds, unfinished, state, EndJson.read(node), Optional.empty())
                .told(told)
                .attended(PrivacyJson.read(node, data.members().size()));
    }

    private DataSummary setting(ObjectNode node) {
        DataSummary known = setting.orElseGet(
                () -> DataSummaryJson.read(node.required("data"), node.required("environment"), path));
        setting = Optional.of(known);
        return known;
    }

    private void round(ObjectNode before, JsonNode round) {
        if (rounds.size() == MOST) {
            throw new IllegalArgumentException("it has more than " + MOST + " rounds");
        }
        rounds.add(RoundJson.read(round, rounds.size() + 1, setting(before)));
    }

    /** The plan with the parameters that it begins with, where these are a model's. */
    private static Plan begun(Plan plan, Tree tree) {
        ParamVector start = tree.vectors().get(START);
        return start != null && plan.startFrom().orElse(null) instanceof StartFrom.Trained trained
                ? plan.with(Choice.START_FROM, trained.found(start))
                : plan;
    }

    private static void check(State state, Layout layout, String fingerprint) {
        Stream.of(state.params(), state.moments().values(), state.own().values())
                .flatMap(Collection::stream)
                .mapToInt(ParamVector::length)
                .filter(length -> length != layout.length())
                .forEach(length -> {
                    throw new IllegalArgumentException("it holds " + length + " parameters of " + layout.length());
                });
        if (!ParamVector.fingerprint(state.chosen()).equals(fingerprint)) {
            throw new IllegalArgumentException("its parameters do not match its fingerprint");
        }
    }

    private static void fits(State state, Plan plan, DataSummary data) {
        int models = plan.kind() == Kind.LOCAL ? data.members().size() : 1;
        if (state.params().size() != models) {
            throw new IllegalArgumentException("it holds " + state.params().size() + " models of " + models);
        }
        state.own().keySet().stream()
                .filter(party -> party < 0 || party >= data.members().size())
                .forEach(party -> {
                    throw new IllegalArgumentException("it holds a model of a party " + party);
                });
    }
}
