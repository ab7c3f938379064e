package dev.parley.spark;

import static dev.parley.Engines.*;
import static dev.parley.Parley.*;
import static dev.parley.Scaling.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.data.Parties;
import dev.parley.fault.DataException;
import dev.parley.fault.PlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Sites whose rows cannot be used or have changed are refused, and an interrupt ends a question to them. */
class SiteFaultsTest extends SiteFiles {
    @Test
    void whatCannotBeIsRefusedBeforeATraining() throws IOException {
        Parties there = there(data -> data);
        assertThatThrownBy(() -> federation().on(threads(2)).train(logistic(), there))
                .isInstanceOf(PlanException.class)
                .hasMessageEndingWith("lie elsewhere and stay there; train on(spark(\"local[2]\"))");
        assertThatThrownBy(() -> centralized().train(logistic(), there))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("centralized() needs all rows here");
        assertThatThrownBy(() -> distributed().workers(2).train(logistic(), there))
                .hasMessageEndingWith("so that each of their 3 owners is a worker; say workers(3)");
        assertThatThrownBy(() -> there(data -> data.trainTest(0.5))).hasMessageContaining("are test rows");
        assertThatThrownBy(() -> there(data -> data.target("late", row -> row.getInt("stage") > 2)))
                .hasMessageContaining("is code that cannot travel");
        assertThatThrownBy(() -> LOCAL.sites(folder + "/none/*.csv", test()))
                .hasMessageContaining("no file is called so");
        assertThat(there.toString()).contains("3 parties", "181 rows that stay there; 50 test rows here");
    }

    @Test
    void rowsThatCannotBeUsedAreNamedByTheirOwner() throws IOException {
        Files.writeString(folder.resolve("sites/south.csv"), "when;dose;kind;stage;state\n2024-13-01;1,5;a;1;ill\n");
        assertThatThrownBy(() -> there(data -> data))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("\"south\".date(\"when\"): \"2024-13-01\" in row 1 is no such date");
        Files.writeString(folder.resolve("sites/south.csv"), "when;dose;kind;state\n2024-01-01;1,5;a;ill\n");
        assertThatThrownBy(() -> there(data -> data))
                .hasMessageContaining("\"south\".category(\"stage\"): there is no such column");
        Files.writeString(folder.resolve("sites/south.csv"), "when;dose;kind;stage;state\n2024-01-01;low;a;1;ill\n");
        assertThatThrownBy(() -> there(data -> data))
                .hasMessageContaining("column \"dose\" holds numbers at \"north\" and text at \"south\"");
        Files.writeString(
                folder.resolve("sites/south.csv"), "when;dose;kind;stage;state;more\n2024-01-01;1,5;a;1;ill;1\n");
        assertThatThrownBy(() -> there(data -> data))
                .hasMessageContaining("\"north\" has no column \"more\", which \"south\" has");
    }

    @Test
    void anInterruptEndsTheQuestion() throws Exception {
        LOCAL.context();
        Thread asking = new Thread(() -> {
            try {
                LOCAL.sites(sites(), test().target("state"));
            } catch (java.util.concurrent.CancellationException expected) {
                Thread.currentThread().interrupt();
            }
        });
        asking.start();
        asking.interrupt();
        asking.join(2000);
        assertThat(asking.isAlive()).isFalse();
        // Spark's own list of jobs is behind by a moment
        int quiet = 0;
        for (int look = 0; look < 100 && quiet < 10; look++) {
            quiet = LOCAL.context().statusTracker().getActiveJobIds().length == 0 ? quiet + 1 : 0;
            Thread.sleep(20);
        }
        assertThat(quiet).as("looks in a row that saw no job").isEqualTo(10);
        assertThat(there(data -> data).size()).isEqualTo(3);
    }

    @Test
    void aRowThatChangesBetweenIsSeen() throws IOException {
        Parties there = there(data -> data);
        write("sites/south.csv", 61, 29);
        assertThatThrownBy(() -> federation().rounds(1).train(logistic(), there))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the rows of 'south' have changed");
    }

    @Test
    void otherRowsOfTheSameNumberAreSeen() throws IOException {
        Parties there = there(data -> data);
        String file = folder.resolve("run.json").toString();
        save(federation().rounds(1).train(logistic(), there), file);
        write("sites/south.csv", 62, 30);

        assertThatThrownBy(() -> federation().rounds(1).train(logistic(), there))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the rows of 'south' have changed since it told of its 30");
        assertThatThrownBy(() -> replay(file, there(data -> data)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("tells otherwise: its rows, its test rows");
    }

    @Test
    void twoFilesOfOneNameAndClassesOfNobodyAreRefused() throws IOException {
        write("more/north.csv", 0, 9);
        assertThatThrownBy(() -> LOCAL.sites(folder + "/{sites,more}/*.csv", test()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("two files have the same name");
        Path file = folder.resolve("test.csv");
        Files.writeString(file, Files.readString(file).replace(";ill", ";ILL"));
        assertThatThrownBy(() -> there(data -> data))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the test rows have classes that no owner has: \"ILL\"");
    }
}
