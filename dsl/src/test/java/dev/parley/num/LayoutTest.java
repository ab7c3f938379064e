package dev.parley.num;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private final Layout layout =
            Layout.empty().then("weight", 3, 4).then("bias", 3).then("scale");

    @Test
    void arraysLieBehindEachOtherWithoutGaps() {
        assertThat(layout.slots())
                .containsExactly(
                        new Layout.Slot("weight", List.of(3, 4), 0, Role.LEARNED),
                        new Layout.Slot("bias", List.of(3), 12, Role.LEARNED),
                        new Layout.Slot("scale", List.of(), 15, Role.LEARNED));
        assertThat(layout.slots()).extracting(Layout.Slot::length).containsExactly(12, 3, 1);
        assertThat(layout.length()).isEqualTo(16);
    }

    @Test
    void anEmptyLayoutHasNoParameters() {
        assertThat(Layout.empty().length()).isZero();
    }

    @Test
    void continuingALayoutLeavesTheFirstAsItWas() {
        layout.then("more", 5);
        assertThat(layout.length()).isEqualTo(16);
    }

    @Test
    void keepsNoReferenceToTheListItWasMadeOf() {
        List<Layout.Slot> slots = new ArrayList<>(layout.slots());
        Layout made = new Layout(slots);
        slots.clear();
        assertThat(made).isEqualTo(layout);
    }

    @Test
    void findsAnArrayByName() {
        assertThat(layout.slot("bias").offset()).isEqualTo(12);
    }

    @Test
    void namesTheArraysThereAreWhenOneIsMissing() {
        assertThatThrownBy(() -> layout.slot("bais"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no array 'bais' among [weight, bias, scale]");
    }

    private static Layout mixed() {
        return Layout.empty()
                .then("mean", Role.STATISTIC, 2)
                .then("none", Role.STATISTIC, 0)
                .then("variance", Role.STATISTIC, 2)
                .then("weight", 3, 2)
                .then("filter", Role.FROZEN, 4)
                .then("count", Role.STATISTIC)
                .then("bias", 2);
    }

    @Test
    void neighboringArraysOfARoleAreOneSpan() {
        assertThat(mixed().spans(Role.STATISTIC)).containsExactly(new Layout.Span(0, 4), new Layout.Span(14, 1));
        assertThat(mixed().spans(Role.LEARNED)).containsExactly(new Layout.Span(4, 6), new Layout.Span(15, 2));
        assertThat(mixed().spans(Role.FROZEN)).containsExactly(new Layout.Span(10, 4));
        assertThat(layout.spans(Role.LEARNED)).containsExactly(new Layout.Span(0, 16));
        assertThat(layout.spans(Role.STATISTIC)).isEmpty();
        assertThat(Layout.empty().spans(Role.LEARNED)).isEmpty();
    }

    @Test
    void spansOfAllRolesCoverEveryElementOnce() {
        int covered = 0;
        for (Role role : Role.values()) {
            covered +=
                    mixed().spans(role).stream().mapToInt(Layout.Span::length).sum();
        }
        assertThat(covered).isEqualTo(mixed().length());
    }

    @Test
    void tellsWhetherAllIsLearned() {
        assertThat(layout.isAllLearned()).isTrue();
        assertThat(Layout.empty().isAllLearned()).isTrue();
        assertThat(layout.then("mean", Role.STATISTIC, 1).isAllLearned()).isFalse();
        assertThat(layout.then("filter", Role.FROZEN, 1).isAllLearned()).isFalse();
    }

    @Test
    void layoutsThatDifferInARoleAreNotEqual() {
        assertThat(Layout.empty().then("mean", Role.STATISTIC, 3))
                .isNotEqualTo(Layout.empty().then("mean", 3))
                .isEqualTo(Layout.empty().then("mean", Role.STATISTIC, 3));
    }

    @Test
    void refusesAnArrayThatOverflowsAnIndex() {
        Layout huge = Layout.empty().then("huge", 1 << 16, 1 << 16);
        assertThatThrownBy(huge::length).isInstanceOf(ArithmeticException.class);
    }
}
