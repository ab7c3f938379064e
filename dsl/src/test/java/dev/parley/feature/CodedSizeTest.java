package dev.parley.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.fault.DataException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CodedSizeTest {
    private static final List<ColumnCode> COLUMNS = List.of(
            new ColumnCode.Scale("age", 0, 1, Optional.empty()),
            new ColumnCode.Category(
                    "street",
                    IntStream.range(0, 900).mapToObj(Integer::toString).toList(),
                    "0"),
            new ColumnCode.Category("kind", List.of("a", "b"), "a"));

    @Test
    void saysWhatDoesNotFitAndWhichColumnsMakeIt() {
        assertThatThrownBy(() -> CodedSize.floats(1_000_000, COLUMNS, 2_000_000_000L))
                .isInstanceOf(DataException.class)
                .hasMessage("1,000,000 rows x 903 features x 4 bytes are 3.6 GB, but Java has 2.0 GB left: column"
                        + " \"street\" makes 900, \"kind\" makes 2; leave columns out: without(..), take fewer rows, or"
                        + " give Java more memory (-Xmx)");
        assertThatThrownBy(() -> CodedSize.floats(3_000_000, COLUMNS, Long.MAX_VALUE))
                .as("more than an array holds")
                .isInstanceOf(DataException.class);
    }

    @Test
    void givesTheLengthOfWhatFits() {
        assertThat(CodedSize.floats(1000, COLUMNS, 4_000_000)).isEqualTo(903_000);
        assertThat(CodedSize.free()).isPositive();
    }
}
