package dev.parley;

import static dev.parley.Engines.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static dev.parley.Partitions.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.parley.data.Parties;
import dev.parley.model.Model;
import dev.parley.run.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Laws of the runs of every model there is; one without an example here fails the first test. */
class EveryModelTest {
    private static final Parties NUMBERS = dataset("diabetes").split(4, quantitySkew(1));
    private static final Parties TWO = dataset("breast-cancer").split(4, dirichlet(0.5));
    private static final Parties TEN = dataset("digits").split(4, dirichlet(0.5));

    @TempDir
    static Path folder;

    private static Parties pictures;

    @BeforeAll
    static void draw() {
        pictures = Pictures.bars(folder, 150, 12).split(4, iid());
    }

    private record Example(Model model, Parties parties) {
        @Override
        public String toString() {
            return model.toString();
        }
    }

    static Stream<Example> examples() {
        return Stream.of(
                new Example(linear(), NUMBERS),
                new Example(logistic(), TWO),
                new Example(softmax(), TEN),
                new Example(mlp(20, 10), TEN),
                new Example(cnn(), pictures),
                new Example(
                        sequential(conv(4, 3), batchNorm(), relu(), maxPool(2), dropout(0.3), flatten(), dense()),
                        pictures),
                new Example(
                        sameDiff((sd, x) -> sd.nn()
                                .linear(
                                        x,
                                        sd.var("w", Nd4j.randn(DataType.FLOAT, 64, 10)),
                                        sd.var("b", DataType.FLOAT, 10))),
                        TEN));
    }

    @Test
    void everyModelHasAnExample() {
        List<String> models = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.parley.model").stream()
                        .filter(type -> type.isAssignableTo(Model.class) && type.isRecord())
                        .map(JavaClass::getSimpleName)
                        .toList();
        assertThat(models).isNotEmpty();
        assertThat(examples().map(example -> example.model().getClass().getSimpleName()))
                .containsAll(models);
    }

    private static Run train(Example example, int threads) {
        return federation()
                .rounds(3)
                .cohort(3)
                .client(localSgd(0.05).momentum(0.5))
                .on(threads(threads))
                .train(example.model(), example.parties());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void oneTwoAndEightThreadsColdAndWarmGiveTheSameBits(Example example) {
        Run cold = train(example, 1);
        assertThat(cold.rounds()).hasSize(3);
        for (int threads : new int[] {2, 8, 1}) {
            Run run = train(example, threads);
            assertThat(run.fingerprint()).isEqualTo(cold.fingerprint());
            assertThat(run.loss()).isEqualTo(cold.loss());
            assertThat(run.partyTable().removeColumns("ms").printAll())
                    .isEqualTo(cold.partyTable().removeColumns("ms").printAll());
        }
    }
}
