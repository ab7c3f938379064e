package dev.parley.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.parley.fault.DataException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with random faults: each is read as RFC 4180 says, or refused by a DataException. */
class MutatedCsvTest {
    private static final int FILES = 600;
    private static final String LETTERS = "\"\"\",,\n\n\r; aé1.-'|\t";

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isReadAsTheStandardSaysOrRefused(long seed) {
        Random random = new Random(seed);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < FILES; i++) {
            String file = mutated(written(random), random);
            Optional<List<List<String>>> rows = Reference.read(file);
            try {
                assertThat(read(file))
                        .as(file)
                        .isEqualTo(rows.map(MutatedCsvTest::named).orElse(List.of()));
                read++;
            } catch (DataException e) {
                assertThat(e.getMessage()).startsWith("csv(\"a.csv\")");
                if (rows.filter(MutatedCsvTest::isTable).isPresent()) {
                    fail("refused a table: " + e.getMessage() + "\n" + file);
                }
                refused++;
            }
        }
        assertThat(read).isGreaterThan(FILES / 10);
        assertThat(refused).isGreaterThan(FILES / 10);
    }

    private static String written(Random random) {
        int columns = 1 + random.nextInt(4);
        StringBuilder text = new StringBuilder();
        String end = random.nextInt(3) == 0 ? "\r\n" : "\n";
        for (int row = 0; row < 1 + random.nextInt(6); row++) {
            for (int column = 0; column < columns; column++) {
                text.append(column == 0 ? "" : ",").append(row == 0 ? "c" + column : cell(random));
            }
            text.append(end);
        }
        return text.toString();
    }

    private static String cell(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> "\"a, \"\"b\"\"\"";
            case 1 -> "\"two\nlines\"";
            case 2 -> "";
            case 3 -> Integer.toString(random.nextInt(1000));
            case 4 -> "word";
            default -> "1.5e-3";
        };
    }

    private static String mutated(String text, Random random) {
        StringBuilder some = new StringBuilder(text);
        for (int change = random.nextInt(4); change > 0 && some.length() > 0; change--) {
            int at = random.nextInt(some.length());
            char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
            switch (random.nextInt(3)) {
                case 0 -> some.insert(at, letter);
                case 1 -> some.setCharAt(at, letter);
                default -> some.deleteCharAt(at);
            }
        }
        return some.toString();
    }

    /** Header and rows as text. */
    private static List<List<String>> read(String file) {
        String asked = "csv(\"a.csv\")";
        CsvForm form = CsvForm.DEFAULT.separator(',');
        List<String> names = Csv.read(file, form, asked).columns();
        TableContent table = Csv.read(file, form.text(names), asked);
        List<List<String>> rows = new ArrayList<>();
        rows.add(names);
        for (int row = 0; row < table.size(); row++) {
            List<String> cells = new ArrayList<>();
            for (String name : names) {
                cells.add(table.column(name).getString(row));
            }
            rows.add(cells);
        }
        return rows;
    }

    /** Without columns that have no name: a first one that numbers the rows, and a last one that is empty. */
    private static List<List<String>> named(List<List<String>> rows) {
        List<List<String>> named = new ArrayList<>();
        rows.forEach(row -> named.add(new ArrayList<>(row)));
        List<String> header = List.copyOf(rows.get(0));
        if (header.size() > 1 && header.get(header.size() - 1).isEmpty()) {
            named.forEach(row -> row.remove(row.size() - 1));
        }
        if (header.get(0).isEmpty()) {
            named.forEach(row -> row.remove(0));
        }
        return named;
    }

    /** Tells whether all rows are as wide as the first, whose cells are names. */
    private static boolean isTable(List<List<String>> rows) {
        HashSet<String> names = new HashSet<>();
        return !rows.isEmpty()
                && rows.stream().allMatch(row -> row.size() == rows.get(0).size())
                && rows.get(0).stream().allMatch(name -> !name.isBlank() && names.add(name.toLowerCase(Locale.ROOT)));
    }

    /** RFC 4180, with blanks around cells, blank lines and bare line feeds allowed; written apart from the library. */
    private static final class Reference {
        private final String text;
        private int at;

        private Reference(String text) {
            this.text = text;
        }

        static Optional<List<List<String>>> read(String text) {
            try {
                return Optional.of(new Reference(text).rows());
            } catch (IllegalStateException e) {
                return Optional.empty();
            }
        }

        private List<List<String>> rows() {
            List<List<String>> rows = new ArrayList<>();
            char end = text.indexOf('\n') < 0 ? '\r' : '\n';
            while (at < text.length()) {
                int stop = text.indexOf(end, at);
                if (text.substring(at, stop < 0 ? text.length() : stop).chars().allMatch(c -> c <= ' ')) {
                    at = stop < 0 ? text.length() : stop + 1;
                    continue;
                }
                List<String> cells = new ArrayList<>(List.of(cell(end)));
                while (at < text.length() && text.charAt(at) == ',') {
                    at++;
                    cells.add(cell(end));
                }
                at++;
                rows.add(cells);
            }
            return rows;
        }

        private boolean isBlank(char end) {
            return at < text.length() && text.charAt(at) <= ' ' && text.charAt(at) != end;
        }

        private String cell(char end) {
            while (isBlank(end)) {
                at++;
            }
            StringBuilder cell = new StringBuilder();
            if (at >= text.length() || text.charAt(at) != '"') {
                while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != end) {
                    cell.append(text.charAt(at++));
                }
                return cell.toString().replaceAll("[\\x00- ]+$", "");
            }
            for (at++; at < text.length(); at++) {
                if (text.charAt(at) != '"') {
                    cell.append(text.charAt(at));
                } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    cell.append(text.charAt(at++));
                } else {
                    at++;
                    while (isBlank(end)) {
                        at++;
                    }
                    if (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != end) {
                        throw new IllegalStateException("text behind a closing mark");
                    }
                    return cell.toString();
                }
            }
            throw new IllegalStateException("an open mark");
        }
    }
}
