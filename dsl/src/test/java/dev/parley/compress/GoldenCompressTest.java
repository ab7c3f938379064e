package dev.parley.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.Golden;
import dev.parley.aggregate.Majority;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Updates;
import dev.parley.message.Work;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Vectors come back as NumPy says, half floats to the bit, rotations as SciPy says. */
class GoldenCompressTest {
    private static final JsonNode GOLDEN = Golden.file("compress.json");
    private static final float[] VECTOR = Golden.floats(GOLDEN.get("vector"));
    private static final int[] ENDS = Golden.ints(GOLDEN.get("ends"));

    private static float[] left(Compressor how) {
        return Passed.by(how, VECTOR, ENDS, new Seed(1));
    }

    @Test
    void theLargestAreThoseOfAStableSort() {
        GOLDEN.get("top").properties().forEach(each -> {
            double share = Integer.parseInt(each.getKey()) / 40.0;
            assertThat(left(new TopK(share))).as(each.getKey()).isEqualTo(Golden.floats(each.getValue()));
        });
    }

    @Test
    void ternaryHasTheirMeanMagnitude() {
        GOLDEN.get("ternary").properties().forEach(each -> {
            double share = Integer.parseInt(each.getKey()) / 40.0;
            assertThat(Golden.distance(left(new Ternary(share)), Golden.doubles(each.getValue())))
                    .isLessThan(1e-7);
        });
    }

    @Test
    void signsHaveTheMeanMagnitudeOfTheirLayer() {
        double[] scales = Golden.doubles(GOLDEN.get("scales"));
        float[] left = left(new Signs());
        for (int i = 0; i < 40; i++) {
            double scale = scales[i < ENDS[0] ? 0 : i < ENDS[1] ? 1 : 2];
            assertThat((double) Math.abs(left[i])).isCloseTo(scale, within(1e-7));
            if (VECTOR[i] != 0) {
                assertThat(Math.signum(left[i])).isEqualTo(Math.signum(VECTOR[i]));
            }
        }
    }

    @Test
    void halvesAreNumPysToTheBit() {
        double[] floats = Golden.doubles(GOLDEN.get("floats"));
        int[] halves = Golden.ints(GOLDEN.get("halves"));
        assertThat(floats).hasSizeGreaterThan(90);
        for (int i = 0; i < floats.length; i++) {
            float value = i == floats.length - 1 ? -0f : (float) floats[i]; // JSON keeps the sign of zero as text alone
            assertThat(Half.of(value)).as("%s", value).isEqualTo(halves[i]);
        }
    }

    @Test
    void theFastTransformIsTheMatrix() {
        Golden.each(GOLDEN.get("blocks")).forEach(pair -> {
            float[] block = Golden.floats(pair.get(0));
            Hadamard.transform(block, block.length);
            assertThat(Golden.distance(block, Golden.doubles(pair.get(1)))).isLessThan(1e-6);
        });
    }

    @Test
    void theMajoritysStepIsTheMedianMagnitude() {
        List<Update> votes = IntStream.range(0, 5)
                .mapToObj(party -> new Update(
                        new Member(party, "party-" + (party + 1), 1),
                        1,
                        Payload.of(
                                Update.DELTA,
                                ParamVector.of(
                                        Layout.empty().then("w", 12),
                                        Golden.floats(GOLDEN.get("votes").get(party)))),
                        Work.NONE))
                .toList();
        float[] made = new Majority().aggregate(new Updates(votes)).toArray();
        assertThat(Golden.distance(made, Golden.doubles(GOLDEN.get("majority"))))
                .isLessThan(1e-7);
        float[] fixed = new Majority(0.25).aggregate(new Updates(votes)).toArray();
        for (int i = 0; i < 12; i++) {
            assertThat(fixed[i]).isEqualTo(0.25f * Math.signum(made[i]));
        }
    }
}
