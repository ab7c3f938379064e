package dev.parley.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.partition.Dirichlet;
import dev.parley.partition.Iid;
import dev.parley.partition.Shards;
import org.junit.jupiter.api.Test;

class PrintedTest {
    @Test
    void aDataSetSaysItsPartsAndClasses() {
        assertThat(Dataset.named("iris")).hasToString("""
                        iris: 150 rows, 4 columns, target species
                        120 rows for training, 30 held out for the test (seed 42)
                        class       rows
                        setosa        50
                        versicolor    50
                        virginica     50
                        """);
        assertThat(Dataset.named("diabetes").trainValidTest(0.7, 0.1)).hasToString("""
                        diabetes: 442 rows, 10 columns, target progression
                        310 rows for training, 44 for validation, 88 held out for the test (seed 42)
                        target       least   mean   most
                        progression  25.00  152.1  346.0
                        """);
        assertThat(Dataset.named("fashion-mnist").toString()).startsWith("""
                        fashion-mnist: 7000 rows, images of 28 x 28, target article
                        6000 rows for training, 1000 official test rows (seed 42)
                        class        rows
                        T-shirt/top   700
                        """);
        assertThat(Dataset.named("iris").test()).hasToString("""
                        iris test: 30 rows, 4 columns, target species
                        a part of iris; trained on by itself, it holds out test rows of its own
                        class       rows
                        setosa        10
                        versicolor    10
                        virginica     10
                        """);
        assertThat(Dataset.of(Samples.patients())).hasToString("patients: 100 rows, 6 columns, no target yet\n");
    }

    @Test
    void partiesSayWhoHasWhat() {
        assertThat(Dataset.named("breast-cancer").split(4, new Dirichlet(0.5))).hasToString("""
                        breast-cancer: 4 parties by dirichlet(0.5), seed 42; 114 test rows held out
                        party    rows  benign  malignant
                        party-1    10       2          8
                        party-2   159      26        133
                        party-3   266     251         15
                        party-4    20       7         13
                        """);
        assertThat(Dataset.named("diabetes").split(2, new Iid())).hasToString("""
                        diabetes: 2 parties by iid(), seed 42; 88 test rows held out
                        party    rows  least   mean   most
                        party-1   177  47.00  151.5  341.0
                        party-2   177  25.00  154.0  346.0
                        """);
        assertThat(Dataset.named("mnist").split(100, new Shards(2)).toString().lines())
                .hasSize(22)
                .last()
                .isEqualTo("... and 81 more parties");
    }
}
