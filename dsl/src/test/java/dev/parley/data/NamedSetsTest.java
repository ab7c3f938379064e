package dev.parley.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.partition.Iid;
import dev.parley.partition.Shards;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedSetsTest {
    @ParameterizedTest
    @CsvSource({
        "iris, 150, 4, 3, 120",
        "wine, 178, 13, 3, 142",
        "breast-cancer, 569, 30, 2, 455",
        "diabetes, 442, 10, 0, 354",
        "digits, 1797, 64, 10, 1438",
        "mnist, 70000, 784, 10, 60000",
        "fashion-mnist, 7000, 784, 10, 6000",
        "heart-disease, 920, 18, 2, 736"
    })
    void hasItsRowsColumnsAndClasses(String name, int rows, int width, int classes, int train) {
        Parties parties = Dataset.named(name).split(3, new Iid());

        assertThat(parties.dataset().size()).isEqualTo(rows);
        assertThat(parties.shape().width()).isEqualTo(width);
        assertThat(parties.shape().classes()).hasSize(classes);
        assertThat(parties.train().size()).isEqualTo(train);
        assertThat(parties.test().size()).isEqualTo(rows - train);
    }

    @Test
    void readsThePixelsOfMnist() {
        Parties parties = Dataset.named("mnist").split(100, new Shards(2));
        float[] image = new float[784];
        parties.train().read(new int[] {0}, 0, 1, image);

        double sum = IntStream.range(0, 784).mapToDouble(i -> image[i] * 255.0).sum();
        // the first training image, a five whose bytes sum to 27525
        assertThat(parties.train().target(0)).isEqualTo(5);
        assertThat(Math.round(sum)).isEqualTo(27525);
        assertThat(parties.all()).allMatch(party -> party.size() == 600);
        assertThat(parties.test().target(0)).isEqualTo(7);
    }

    @Test
    void namesTheArticlesOfFashion() {
        assertThat(Dataset.named("fashion-mnist").classes())
                .startsWith("T-shirt/top", "Trouser")
                .endsWith("Ankle boot");
    }

    @Test
    void keepsASetInMemoryOnce() {
        assertThat(Dataset.named("iris").content())
                .isSameAs(Dataset.named("iris").content());
    }

    @Test
    void listsTheSetsWithoutReadingThem() {
        var table = Dataset.catalog();

        assertThat(table.columnNames())
                .containsExactly("name", "rows", "features", "task", "classes", "target", "licence", "title");
        assertThat(table.stringColumn("name").asList())
                .containsExactly(
                        "iris",
                        "wine",
                        "breast-cancer",
                        "diabetes",
                        "digits",
                        "mnist",
                        "fashion-mnist",
                        "heart-disease");
        assertThat(table.stringColumn("licence").asList()).contains("CC BY 4.0", "CC BY-SA 3.0", "MIT");
    }
}
