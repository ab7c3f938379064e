package dev.parley.run.kept;

import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.fault.PlanException;
import dev.parley.file.TreeFile;
import dev.parley.file.WholeFile;
import dev.parley.model.Evaluation;
import dev.parley.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The runs and checkpoints kept in a folder as a table; a file that cannot be read is a row that says why. */
public final class RunFolder {
    private static final String USUAL = "runs";
    private static final int SHORT = 12;

    private final StringColumn name = StringColumn.create("name");
    private final StringColumn file = StringColumn.create("file");
    private final StringColumn sentence = StringColumn.create("sentence");
    private final StringColumn model = StringColumn.create("model");
    private final StringColumn data = StringColumn.create("data");
    private final IntColumn rounds = IntColumn.create("rounds");
    private final IntColumn planned = IntColumn.create("planned");
    private final DoubleColumn accuracy = DoubleColumn.create("accuracy");
    private final DoubleColumn rmse = DoubleColumn.create("rmse");
    private final StringColumn state = StringColumn.create("state");
    private final StringColumn fingerprint = StringColumn.create("fingerprint");
    private final DateTimeColumn saved = DateTimeColumn.create("saved");

    private RunFolder() {}

    /** Those in the folder {@code runs}; none where it is not there yet. */
    public static Table table() {
        return Files.isDirectory(Path.of(USUAL)) ? table(USUAL) : new RunFolder().table(Path.of(USUAL), List.of());
    }

    /**
     * Those in a folder, by the names of their files.
     *
     * @throws DataException where there is no such folder
     */
    public static Table table(String folder) {
        Path path = Path.of(folder);
        if (!Files.isDirectory(path)) {
            throw new DataException("runs(\"" + folder + "\") lists a folder, but " + path.toAbsolutePath()
                    + (Files.exists(path) ? " is a file; load(path) opens it" : " is not there; check the path"));
        }
        try (Stream<Path> all = Files.list(path)) {
            return new RunFolder().table(path, all.sorted().toList());
        } catch (IOException e) {
            throw new DataException("runs(\"" + folder + "\") cannot be listed: " + e + "; check its permissions", e);
        }
    }

    private Table table(Path folder, List<Path> files) {
        files.stream().filter(RunFolder::isMeant).forEach(this::add);
        Table table = Table.create(folder.toString(), name, file, sentence, model, data, rounds, planned);
        if (rmse.countMissing() == rmse.size()) {
            table.addColumns(accuracy);
        } else if (accuracy.countMissing() == accuracy.size()) {
            table.addColumns(rmse);
        } else {
            table.addColumns(accuracy, rmse);
        }
        return table.addColumns(state, fingerprint, saved);
    }

    /** Tells a file that is a run or was one; tables, pictures, models and arrays of the same folder are not. */
    private static boolean isMeant(Path path) {
        if (!Files.isRegularFile(path) || WholeFile.isUnfinished(path) || TreeFile.isArrays(path)) {
            return false;
        }
        String called = String.valueOf(path.getFileName());
        String word = TreeFile.word(path);
        boolean byName = called.endsWith(".json") || !called.contains(".");
        return word.equals(RunFile.KIND.word()) || (byName && word.isEmpty());
    }

    private void add(Path path) {
        file.append(path.toString());
        saved.append(time(path));
        try {
            add(RunFile.look(path.toString()));
        } catch (DataException | PlanException broken) {
            name.appendMissing();
            sentence.appendMissing();
            model.appendMissing();
            data.appendMissing();
            rounds.appendMissing();
            planned.appendMissing();
            accuracy.appendMissing();
            rmse.appendMissing();
            state.append("broken: " + broken.getMessage());
            fingerprint.appendMissing();
        }
    }

    private void add(RunFile.Opened opened) {
        Run run = opened.run();
        name.append(run.name());
        sentence.append(run.plan().toString());
        model.append(run.description().toString());
        data.append(run.parts().setting().data() + ", " + run.parts().setting().partition());
        rounds.append(run.rounds().size());
        planned.append(run.planned());
        Optional<Evaluation> last = run.lastEvaluation();
        boolean classes = run.task() == Task.CLASSIFICATION;
        accuracy.append(last.filter(e -> classes).map(Evaluation::accuracy).orElse(Double.NaN));
        rmse.append(last.filter(e -> !classes).map(Evaluation::rmse).orElse(Double.NaN));
        state.append(run.complete() ? "complete" : run.stopped());
        fingerprint.append(shortened(opened.fingerprint()));
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(SHORT, text.length()));
    }

    private static LocalDateTime time(Path path) {
        try {
            return LocalDateTime.ofInstant(Files.getLastModifiedTime(path).toInstant(), ZoneId.systemDefault());
        } catch (IOException e) {
            throw new DataException(path + " cannot be looked at: " + e, e);
        }
    }
}
