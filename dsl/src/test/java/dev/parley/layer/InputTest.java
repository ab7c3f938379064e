package dev.parley.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Cases;
import dev.parley.Parley;
import dev.parley.data.Parties;
import dev.parley.example.Party;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Rows of bytes come into native memory with the bits that reading them as floats gives. */
class InputTest {
    private static final Parties IMAGES = Parley.dataset("mnist").split(1, Parley.iid());

    @TestFactory
    Stream<DynamicTest> imagesAreTheSameBitsAsReadOneByOne() {
        Party party = IMAGES.all().get(0);
        int width = IMAGES.shape().width();
        return Cases.of(5, random -> {
            int n = 1 + random.nextInt(70);
            int from = random.nextInt(party.size() - n);
            float[] expected = new float[n * width];
            party.examples().read(party.rows(), from, n, expected);
            assertThat(expected).contains(0f, 1f);
            float[] found = new float[n * width];
            try (Input input = new Input(100, width)) {
                input.read(party.examples(), party.rows(), from, n).pointer(n).get(found);
            }
            assertThat(found).isEqualTo(expected);
        });
    }
}
