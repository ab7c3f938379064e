package dev.parley.doctor;

import static dev.parley.Parley.*;
import static dev.parley.Partitions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A split's distances, by values of SciPy and by hand, and the sentences that say what they will mean. */
class DiagnosisTest {
    @Test
    void distancesAreSciPys() {
        double[] p = {0.5, 0.25, 0.25, 0};
        double[] q = {0.1, 0.2, 0.3, 0.4};

        // scipy.spatial.distance.jensenshannon(p, q, base=2)
        assertThat(Distances.jensenShannon(p, q)).isCloseTo(0.5555563444743753, within(1e-12));
        assertThat(Distances.jensenShannon(p, p)).isZero();
        assertThat(Distances.jensenShannon(new double[] {1, 0}, new double[] {0, 1}))
                .isEqualTo(1);
        // numpy.abs(p - q).sum(), scipy.stats.wasserstein_distance(range(4), range(4), p, q)
        assertThat(Distances.earthMovers(p, q, false)).isCloseTo(0.9, within(1e-12));
        assertThat(Distances.earthMovers(p, q, true)).isCloseTo(1.25, within(1e-12));
        // numpy.exp(scipy.stats.entropy(p))
        assertThat(Distances.effective(p)).isCloseTo(2.8284271247461903, within(1e-12));
    }

    @Test
    void aPartyIsMeasuredBesideTheWhole() {
        ClassCounts counts =
                new ClassCounts(List.of("a", "b"), List.of("x", "y"), List.of(List.of(6, 2), List.of(0, 8)), false);
        List<Diagnosis.PartyHealth> all = Diagnosis.healths(counts);

        assertThat(all.get(0).share()).isEqualTo(0.5);
        assertThat(all.get(1).classes()).isEqualTo(1);
        assertThat(all.get(1).effectiveClasses()).isEqualTo(1);
        // the whole is 6 x of 16
        assertThat(all.get(1).earthMovers()).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void heterogeneityFallsWithAlpha() {
        var digits = dataset("digits");
        double unlike = doctor(digits.split(10, dirichlet(0.1))).heterogeneity();
        double alike = doctor(digits.split(10, dirichlet(100))).heterogeneity();

        assertThat(unlike).isGreaterThan(0.4);
        assertThat(alike).isLessThan(0.15);
        double alpha = alphaFor(0.4, digits, 10);
        double sum = 0;
        for (int seed = 0; seed < 5; seed++) {
            sum += doctor(digits.split(10, dirichlet(alpha), seed)).heterogeneity();
        }
        assertThat(sum / 5).isCloseTo(0.4, within(0.01));
        assertThatThrownBy(() -> alphaFor(1, digits, 10))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("heterogeneity lies between 0 (alike) and 1");
    }

    @Test
    void whatIsUnusualIsSaid() {
        Parties shards = dataset("digits").split(10, pathological(1));
        assertThat(doctor(shards).warnings())
                .anyMatch(warning -> warning.contains("have one class only"))
                .anyMatch(warning -> warning.startsWith("class 0 is at party-"))
                .anyMatch(warning -> warning.contains("have little in common with the whole"));
        Parties tiny = dataset("breast-cancer").split(30, quantitySkew(0.5));
        assertThat(doctor(tiny).warnings())
                .anyMatch(warning -> warning.matches(
                        "party-\\d+ has \\d rows?, (all \\w+|of 2 classes): its updates will be noise"));
        assertThat(doctor(dataset("digits").split(5, iid())).warnings()).isEmpty();
    }

    @Test
    void itIsText() {
        Diagnosis healthy = doctor(dataset("diabetes").split(3, iid()));

        assertThat(healthy.toString()).startsWith("diabetes: 3 parties, iid()\n118 rows a party; heterogeneity 0.05");
        assertThat(healthy.table().columnNames())
                .containsExactly(
                        "party", "rows", "share", "Jensen-Shannon", "earth mover's", "effective classes", "classes");
        assertThat(plot(healthy).getSeriesCollection()).hasSize(1);
        assertThat(healthy.counts().groups().get(0)).startsWith("25 to ");
    }
}
