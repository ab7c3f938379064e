package dev.parley.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BinaryTreeTest {
    /** dp_accounting's test of tree aggregation: 1,600 steps, delta 1e-6. */
    @Test
    void epsilonOfOneParticipationIsThatOfDpAccounting() {
        double sensitivity = new BinaryTree(1600).sensitivity(1600, 1);
        assertThat(sensitivity * sensitivity).isEqualTo(11, within(1e-12));
        Delta delta = new Delta(1e-6);
        assertThat(Spending.NOTHING
                        .and(new CorrelatedGaussian(1.13, sensitivity))
                        .rdp(delta)
                        .epsilon())
                .isBetween(17.0, 19.74);
        assertThat(Spending.NOTHING
                        .and(new CorrelatedGaussian(8.83, sensitivity))
                        .rdp(delta)
                        .epsilon())
                .isBetween(1.7, 2.04);
    }

    /** All ways to take part of small trainings: none moves the sums farther than the bound. */
    @Test
    void noWayToTakePartMovesTheSumsFarther() {
        for (int rounds = 1; rounds <= 12; rounds++) {
            for (int separation = 1; separation <= rounds; separation++) {
                for (int most = 1; most <= (rounds + separation - 1) / separation; most++) {
                    double farthest = 0;
                    for (List<Integer> way : ways(rounds, separation, most, 1)) {
                        farthest = Math.max(farthest, squares(rounds, way));
                    }
                    double bound = new BinaryTree(rounds).sensitivity(separation, most);
                    assertThat(farthest)
                            .as(rounds + " rounds, " + separation + " apart, " + most)
                            .isLessThanOrEqualTo(bound * bound + 1e-9);
                }
            }
        }
    }

    private static List<List<Integer>> ways(int rounds, int separation, int most, int from) {
        List<List<Integer>> all = new ArrayList<>();
        all.add(List.of());
        for (int first = from; first <= rounds && most > 0; first++) {
            for (List<Integer> rest : ways(rounds, separation, most - 1, first + separation)) {
                List<Integer> way = new ArrayList<>(rest);
                way.add(first);
                all.add(way);
            }
        }
        return all;
    }

    /** The draw at round t stands for as many rounds as its lowest binary one. */
    private static double squares(int rounds, List<Integer> way) {
        double sum = 0;
        for (int t = 1; t <= rounds; t++) {
            int end = t;
            long inside = way.stream()
                    .filter(round -> round <= end && round > end - Integer.lowestOneBit(end))
                    .count();
            sum += (double) inside * inside;
        }
        return sum;
    }
}
