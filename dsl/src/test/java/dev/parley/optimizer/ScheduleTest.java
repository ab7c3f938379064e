package dev.parley.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void everyScheduleStartsAtTheFullRate() {
        for (Schedule schedule :
                new Schedule[] {new Schedule.Constant(), new Schedule.Exponential(0.9), new Schedule.Cosine()}) {
            assertThat(schedule.factor(1, 20)).as(schedule.toString()).isEqualTo(1);
        }
    }

    @Test
    void constantStays() {
        assertThat(new Schedule.Constant().factor(20, 20)).isEqualTo(1);
    }

    @Test
    void exponentialMultipliesEachRound() {
        assertThat(new Schedule.Exponential(0.9).factor(3, 20)).isEqualTo(0.81, within(1e-15));
    }

    @Test
    void cosineIsHalfInTheMiddleAndNearlyZeroInTheLastRound() {
        Schedule cosine = new Schedule.Cosine();
        assertThat(cosine.factor(11, 20)).isEqualTo(0.5, within(1e-15));
        assertThat(cosine.factor(20, 20)).isEqualTo((1 - Math.cos(Math.PI / 20)) / 2, within(1e-15));
        for (int round = 2; round <= 20; round++) {
            assertThat(cosine.factor(round, 20)).isLessThan(cosine.factor(round - 1, 20));
        }
    }
}
