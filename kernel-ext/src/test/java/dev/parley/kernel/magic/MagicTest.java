package dev.parley.kernel.magic;

import static dev.parley.Parley.centralized;
import static dev.parley.Parley.dataset;
import static dev.parley.Parley.iid;
import static dev.parley.Parley.save;
import static dev.parley.Parley.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.fault.PlanException;
import dev.parley.kernel.Imports;
import dev.parley.kernel.word.Word;
import dev.parley.train.Host;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MagicTest {
    private static final String NAMED = "A rule of your own, with a name for tables and files.";

    private final Host host = Host.open();

    @AfterEach
    void goesBack() {
        host.close();
    }

    @Test
    void helpKnowsEveryWordWithATheme() {
        List<String> imported = Imports.source()
                .lines()
                .filter(line -> line.startsWith("import static"))
                .flatMap(line -> names(line.replaceAll("import static |\\.\\*;", "")))
                .toList();

        assertThat(Word.all().stream().map(Word::call).filter(call -> !call.startsWith(".")))
                .map(call -> call.replaceAll("\\(.*", ""))
                .containsExactlyInAnyOrderElementsOf(imported);
        assertThat(Word.all())
                .allSatisfy(word -> assertThat(word.theme()).isNotBlank())
                .allSatisfy(word -> assertThat(word.sentence()).endsWith("."))
                .extracting(Word::theme, Word::call, Word::sentence)
                .contains(
                        tuple("Models", "mlp(int... hidden)", "A multilayer perceptron with ReLU."),
                        tuple("Rules", "named(String name, Aggregation rule)", NAMED),
                        tuple(
                                "Data",
                                "csv(String path)",
                                "A comma-separated file with a header; say .target(column) next."));
    }

    @Test
    void everyWordIsOnThePageOfTheWords() throws IOException {
        String page = Files.readString(Path.of("../docs/words.md"));
        assertThat(Word.all().stream().map(Word::call).filter(call -> !call.startsWith(".")))
                .map(call -> call.replaceAll("\\(.*", ""))
                .allSatisfy(word -> assertThat(page).containsPattern("\\b" + word + "\\b"));
    }

    @Test
    void helpKnowsWhatIsSaidAfterASentenceAndARun() {
        assertThat(Word.all().stream().map(Word::call).filter(call -> call.startsWith(".")))
                .map(call -> call.substring(1).replaceAll("\\(.*", ""))
                .contains("parties", "rounds", "aggregate", "participation", "evaluateParties")
                .contains(
                        "as", "train", "checkpoint", "onRound", "workers", "epochs", "table", "resume", "fingerprint");
    }

    private static Stream<String> names(String className) {
        try {
            return Arrays.stream(Class.forName(className).getMethods())
                    .filter(method -> Modifier.isStatic(method.getModifiers()))
                    .map(Method::getName);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void helpShowsThemesAndSentencesInTextAndPage() {
        assertThat(HelpMagic.answer(List.of("parley")).data())
                .hasEntrySatisfying(
                        "text/plain",
                        text -> assertThat((String) text)
                                .startsWith("The four sentences\n  federation()")
                                .contains("\nModels\n"))
                .hasEntrySatisfying(
                        "text/html",
                        html -> assertThat((String) html).contains("<code>dirichlet(double alpha)</code>"));
    }

    @Test
    void datasetsShowsTheCatalog() {
        assertThat(DatasetsMagic.answer(List.of()).data().get("text/plain"))
                .asString()
                .contains("breast-cancer");
    }

    @Test
    void runsShowsWhatIsKeptInAFolder(@TempDir Path folder) {
        save(
                centralized().epochs(1).train(softmax(), dataset("iris")).as("flowers"),
                folder.resolve("flowers.json").toString());

        assertThat(RunsMagic.answer(List.of(folder.toString())).data())
                .hasEntrySatisfying(
                        "text/plain",
                        text -> assertThat((String) text).contains("flowers").contains("complete"))
                .hasEntrySatisfying(
                        "text/html", html -> assertThat((String) html).contains("flowers.json"));
    }

    @Test
    void engineHoldsForPlansThatDoNotSayOnAndChangesNoBit() {
        var flowers = dataset("iris").split(3, iid());
        String before = centralized().epochs(2).train(softmax(), flowers).fingerprint();

        assertThat(EngineMagic.answer(List.of("threads", "1")).data())
                .containsEntry("text/plain", "threads(1), unless a plan says on(..)");

        assertThat(host.engine()).hasToString("threads(1)");
        assertThat(centralized().epochs(2).train(softmax(), flowers).fingerprint())
                .isEqualTo(before);
    }

    @Test
    void refusesOtherWordsAndSaysWhatToWrite() {
        for (List<String> words : List.of(List.of("threads"), List.of("threads", "0"), List.of("threads", "x"))) {
            assertThatThrownBy(() -> EngineMagic.answer(words))
                    .isInstanceOf(PlanException.class)
                    .hasMessage("%%engine takes 'threads' and a whole number from 1 up, but found '%s'; "
                                    .formatted(String.join(" ", words))
                            + "say for example %engine threads 4");
        }
        assertThatThrownBy(() -> HelpMagic.answer(List.of()))
                .hasMessage("%help takes the word 'parley', but nothing followed; say %help parley");
        assertThatThrownBy(() -> RunsMagic.answer(List.of("my", "runs")))
                .hasMessage("%runs takes one folder or none, but found 'my runs'; say %runs, or %runs experiments");
        assertThatThrownBy(() -> DatasetsMagic.answer(List.of("mnist")))
                .hasMessage("%datasets takes no words, but found 'mnist'; "
                        + "say %datasets, or dataset(\"mnist\") for one of them");
    }
}
