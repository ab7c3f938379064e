package dev.parley.data;

import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.example.Examples;
import dev.parley.fault.DataException;
import dev.parley.run.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test rows of their own: read and used as the training rows are, and kept so. */
class TestRowsTest {
    private static final String TEST = "code,x,y\n01,1,a\nNA,none,b\n02,3,a\n";

    @TempDir
    Path folder;

    private Dataset file(String name, String text) {
        return csv(Samples.file(folder, name, text));
    }

    private Dataset train() {
        String rows = IntStream.range(0, 30)
                .mapToObj(i -> (i % 3 == 0 ? "NA" : "0" + i % 3) + "," + (i % 7 == 0 ? "none" : i) + ","
                        + (i % 2 == 0 ? "a" : "b"))
                .collect(Collectors.joining("\n", "code,x,y\n", "\n"));
        return file("train.csv", rows).text("code").missing("none").target("y");
    }

    @Test
    void aStepOfTheirFileLeavesTheOthersAsTheyWere() {
        Dataset plain = train().testRows(file("test.csv", TEST));
        Dataset said =
                train().testRows(file("semicolons.csv", TEST.replace(',', ';')).separator(';'));

        assertThat(Samples.all(test(said))).isEqualTo(Samples.all(test(plain)));
        Run run = federation().rounds(1).train(logistic(), plain.split(2, iid()));
        assertThat(run.model()
                        .predict(file("semicolons.csv", TEST.replace(',', ';')).separator(';'))
                        .print())
                .isEqualTo(run.model().predict(file("test.csv", TEST)).print());
    }

    @Test
    void linesAboveOneFileAreNotThoseOfTheOther() {
        String rows = IntStream.range(0, 30)
                .mapToObj(i -> i + "," + (i % 2 == 0 ? "a" : "b"))
                .collect(Collectors.joining("\n", "made by hand\nx,y\n", "\n"));
        Dataset train = file("above.csv", rows).skip(1).target("y");

        Dataset said = train.testRows(file("below.csv", "x;y\n1;a\n2;b\n").separator(';'));

        assertThat(said.size()).isEqualTo(32);
        assertThat(test(said).size()).isEqualTo(2);
        assertThat(test(train.testRows(file("same.csv", "made too\nx,y\n1,a\n")))
                        .size())
                .isEqualTo(1);
    }

    private static Examples test(Dataset data) {
        return data.split(2, iid()).test();
    }

    @Test
    void whatWasSaidOfThemAndWouldGoUnheardIsRefused() {
        Dataset other = file("test.csv", TEST);
        for (Dataset said : List.of(other.without("x"), other.trainTest(0.5), other.target("code"))) {
            assertThatThrownBy(() -> train().testRows(said))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("say such steps of the training rows alone");
        }
        assertThat(train().testRows(other.target("y")).size()).isEqualTo(33);
    }

    @Test
    void theTableHasTheColumnsOfTheTrainingRows() {
        Dataset data = file("train.csv", "a,b,y\n1,2,p\n3,4,q\n").target("y");

        assertThat(data.testRows(file("test.csv", "y,b,c\np,0.5,9\nq,1.5,9\n"))
                        .table()
                        .print())
                .isEqualTo(file("both.csv", "a,b,y\n1,2,p\n3,4,q\n,0.5,p\n,1.5,q\n")
                        .table()
                        .setName("train.csv")
                        .print());
        assertThat(data.testRows(file("test.csv", "a,b,y\nx,2,p\n"))
                        .table()
                        .stringColumn("a")
                        .asList())
                .containsExactly("1", "3", "x");
    }

    @Test
    void aReplayReadsThemInTheFormThatTheyHad() {
        Dataset tests = file("semicolons.csv", TEST.replace(',', ';')).separator(';');
        Run run =
                federation().rounds(2).train(logistic(), train().testRows(tests).split(2, iid()));
        String kept = folder.resolve("run.json").toString();
        save(run, kept);

        assertThat(replay(kept).evaluation()).isEqualTo(run.evaluation());
        assertThat(replay(kept, train().testRows(file("semicolons.csv", TEST.replace(',', ';'))))
                        .evaluation())
                .isEqualTo(run.evaluation());
    }

    @Test
    void someRowsOfASetAreGivenAgainByTheirOwner() {
        Dataset part = train().train();
        Run run = federation().rounds(2).train(logistic(), part.split(2, iid()));
        String kept = folder.resolve("run.json").toString();
        save(run, kept);

        assertThatThrownBy(() -> replay(kept))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith(
                        "needs the rows of 'train.csv train', some of the rows of another set, which no file"
                                + " holds; give the data set again: replay(path, mine)");
        assertThat(replay(kept, part).fingerprint()).isEqualTo(run.fingerprint());
        Run tested = federation()
                .rounds(2)
                .train(logistic(), train().train().testRows(train().test()).split(2, iid()));
        save(tested, kept);
        assertThat(replay(kept, train().train().testRows(train().test())).evaluation())
                .isEqualTo(tested.evaluation());
    }
}
