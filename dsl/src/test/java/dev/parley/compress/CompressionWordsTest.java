package dev.parley.compress;

import static dev.parley.Attacks.*;
import static dev.parley.Compression.*;
import static dev.parley.Parley.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.fault.PlanException;
import org.junit.jupiter.api.Test;

/** Words of compression refuse numbers out of range, and print as they are written. */
class CompressionWordsTest {
    @Test
    void whatIsNoCompressionIsRefused() {
        refused(
                "topK(share) needs a share above 0 and at most 1, but 0 was given; take one such as 0.01",
                () -> topK(0));
        refused(
                "randomK(share) needs a share above 0 and at most 1, but 1.5 was given; take one such as 0.01",
                () -> randomK(1.5));
        refused(
                "ternary(share) needs a share above 0 and at most 1, but NaN was given; take one such as 0.01",
                () -> ternary(Double.NaN));
        refused(
                "quantize(bits) needs 2 to 16 bits, but 1 was given; take 8, or signs() for one bit",
                () -> quantize(1));
        refused(
                "quantize(bits) needs 2 to 16 bits, but 32 was given; take 8, or float16() for 16 bits",
                () -> quantize(32));
        refused(
                "quantize(bits).bucket(n) needs at least 1, but 0 was given; take 1 or more",
                () -> quantize(4).bucket(0));
        assertThat(federation()
                        .compress(topK(0.01).values(quantize(8).byRange()))
                        .compressDown(float16()))
                .hasToString("federation().compress(topK(0.01).values(quantize(8).byRange())).compressDown(float16())");
        assertThat(federation().compress(signs()).compress(ternary().withoutFeedback()))
                .hasToString("federation().compress(ternary(0.01).withoutFeedback())");
        assertThat(rotated(quantize(4))).hasToString("rotated(quantize(4).byRange())");
        assertThat(randomK(0.5).sharedPlaces()).hasToString("randomK(0.5).sharedPlaces()");
        assertThat(quantize(4).bucket(64)).hasToString("quantize(4).bucket(64)");
    }

    private static void refused(String message, Runnable asked) {
        assertThatThrownBy(asked::run).isInstanceOf(PlanException.class).hasMessage(message);
    }
}
