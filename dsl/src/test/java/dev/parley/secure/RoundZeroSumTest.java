package dev.parley.secure;

import static dev.parley.Metrics.balanced;
import static dev.parley.Parley.data;
import static dev.parley.Parley.dataset;
import static dev.parley.Parley.federation;
import static dev.parley.Parley.mean;
import static dev.parley.Parley.softmax;
import static dev.parley.Partitions.quantitySkew;
import static dev.parley.Sums.secure;
import static dev.parley.secure.RoundZeroRows.FIVE;
import static dev.parley.secure.RoundZeroRows.HIDDEN;
import static dev.parley.secure.RoundZeroRows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.Federation;
import dev.parley.data.Parties;
import dev.parley.engine.Engine;
import dev.parley.engine.loopback.Loopback;
import dev.parley.engine.threads.Threads;
import dev.parley.fault.DataException;
import dev.parley.fault.PartyException;
import dev.parley.feature.Features;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.filter.Filter;
import dev.parley.filter.Place;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Turn;
import dev.parley.run.Run;
import dev.parley.secure.RoundZeroRows.Tap;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** Before the first round nobody hears a party's counts and sums, and the coding is that of all rows together. */
class RoundZeroSumTest {
    /** Mean and deviation of all training rows, worked out in 40 digits from the raw values. */
    @Test
    void theCodingIsThatOfAllRowsWithinTheStatedRounding() {
        Run run = HIDDEN.train(softmax(), FIVE);
        var columns = run.parties().coding().toJson().get("columns");
        Table raw = FIVE.dataset().train().table();
        for (int column = 0; column < 3; column++) {
            String name = columns.get(column).get("name").asText();
            BigDecimal sum = BigDecimal.ZERO;
            BigDecimal squares = BigDecimal.ZERO;
            int count = 0;
            for (double value : raw.doubleColumn(name)) {
                if (!Double.isNaN(value)) {
                    sum = sum.add(new BigDecimal(value));
                    squares = squares.add(new BigDecimal(value).pow(2));
                    count++;
                }
            }
            BigDecimal n = BigDecimal.valueOf(count);
            BigDecimal mean = sum.divide(n, new MathContext(60));
            double sd = squares.divide(n, new MathContext(60))
                    .subtract(mean.pow(2))
                    .max(BigDecimal.ZERO)
                    .sqrt(new MathContext(40))
                    .doubleValue();
            double shift = columns.get(column).get("shift").asDouble();
            double factor = columns.get(column).get("factor").asDouble();
            assertThat(Math.abs(shift - mean.doubleValue())).isLessThanOrEqualTo(0x1p-65 + Math.ulp(shift));
            if (name.equals("constant")) {
                assertThat(shift).isEqualTo(0.1);
                assertThat(factor).isZero();
            } else {
                assertThat(Math.abs(1 / factor - sd)).isLessThanOrEqualTo(0x1p-65 + 4 * Math.ulp(sd));
            }
        }
        assertThat(columns.get(3))
                .isEqualTo(FIVE.coding().toJson().get("columns").get(3));
    }

    @Test
    void isTheSameOnEveryEngineAndByNeighborsAndAgainstActiveAdversaries() {
        Run run = HIDDEN.on(new Threads(1)).train(softmax(), FIVE);
        for (Engine engine : new Engine[] {new Threads(3), new Loopback()}) {
            Run other = HIDDEN.on(engine).train(softmax(), FIVE);
            assertThat(other.parties().coding()).isEqualTo(run.parties().coding());
            assertThat(other.fingerprint()).isEqualTo(run.fingerprint());
        }
        for (Secure sum : List.of(secure(mean()).neighbors(4), secure(mean()).activeAdversary())) {
            Run other = federation().rounds(1).aggregate(sum).train(softmax(), FIVE);
            assertThat(other.parties().coding()).isEqualTo(run.parties().coding());
        }
    }

    @Test
    void classWeightsComeOfASumOfCounts() {
        Run open = federation().rounds(1).classWeights(balanced()).train(softmax(), FIVE);
        Run hidden = HIDDEN.classWeights(balanced()).train(softmax(), FIVE);
        assertThat(hidden.parties().shape().weights())
                .hasSize(3)
                .isEqualTo(open.parties().shape().weights());
    }

    @Test
    void theLedgerHasTheBytesThatAreHeard() {
        Tap tap = new Tap();
        Run run = HIDDEN.on(new Loopback(2, tap)).train(softmax(), FIVE);
        long heard =
                tap.heard.stream().mapToLong(message -> message.bytes().length).sum();
        var zero = run.ledger().where(run.ledger().intColumn("round").isEqualTo(0));
        assertThat(zero.rowCount()).isEqualTo(5);
        assertThat(zero.longColumn("bytes").sum()).isEqualTo(heard);
        assertThat(zero.stringColumn("what").asSet())
                .containsExactly(
                        "names of columns, categories and classes; masked counts and sums, keys, sealed shares,"
                                + " opened shares");
    }

    @Test
    void whereNothingIsLearnedNamesAloneAreTold() {
        Tap tap = new Tap();
        HIDDEN.on(new Loopback(2, tap))
                .train(softmax(), dataset("wine").features(Features.none()).split(4, quantitySkew(2)));
        assertThat(tap.heard)
                .hasSize(4)
                .allMatch(message -> message.turn().step().equals("names"));
    }

    @Test
    void imagesAreTrainedOnToo() {
        assertThat(HIDDEN.train(softmax(), dataset("digits").split(3, quantitySkew(2)))
                        .complete())
                .isTrue();
    }

    @Test
    void aValueThatTheRingDoesNotHoldIsNamedBeforeAnythingIsSent() {
        Table large = table(60, 5);
        large.doubleColumn("x").set(40, 1e19);
        Tap tap = new Tap();
        Federation plan = HIDDEN.on(new Loopback(1, tap));
        Parties three = data(large).target("y").trainTest(0.99).split(3, quantitySkew(2));
        assertThatThrownBy(() -> plan.train(softmax(), three))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        ": column \"x\", row 41: the value 1.0E19 is too large for secure(..), whose sums of"
                                + " round 0 hold numbers below 2^63 (9.2E18) in size; divide the column, correct the value, or"
                                + " leave the cell empty");
        Table tiny = table(60, 5);
        for (int row = 0; row < 60; row++) {
            tiny.doubleColumn("small").set(row, 1e-15 * row);
        }
        Parties others = data(tiny).target("y").split(3, quantitySkew(2));
        assertThatThrownBy(() -> plan.train(softmax(), others))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        ": column \"small\": its values are all below 2^-44 (5.7E-14) in size, of which the"
                                + " sums of round 0 under secure(..) hold too few digits; multiply the column, or leave it out:"
                                + " without(\"small\")");
        assertThat(tap.heard).isEmpty();
    }

    /** A coordinator that asks for two sums, whose difference over other parties would tell of one. */
    private record Twice() implements Filter {
        @Override
        public Place place() {
            return Place.BOUND;
        }

        @Override
        public Set<String> around() {
            return Set.of(Turn.STATISTICS);
        }

        @Override
        public Aggregate atCoordinator(Broadcast to, CoordinatorSide here, Exchange inner) {
            inner.with(to);
            return inner.with(to);
        }
    }

    @Test
    void aPartyTellsInOneSumAlone() {
        assertThatThrownBy(() -> HIDDEN.filter(new Twice()).on(new Threads(1)).train(softmax(), FIVE))
                .isInstanceOf(PartyException.class)
                .hasMessageStartingWith("party-1 failed in round 0 while telling its statistics: threw"
                        + " dev.parley.fault.SecureSumException: party-1 was asked for the statistics of its columns twice;"
                        + " it answers each step of a sum once and in order, so that no mask can be opened");
    }
}
