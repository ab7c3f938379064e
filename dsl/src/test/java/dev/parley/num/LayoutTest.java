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
                        new Layout.Slot("weight", List.of(3, 4), 0),
                        new Layout.Slot("bias", List.of(3), 12),
                        new Layout.Slot("scale", List.of(), 15));
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

    @Test
    void refusesAnArrayThatOverflowsAnIndex() {
        Layout huge = Layout.empty().then("huge", 1 << 16, 1 << 16);
        assertThatThrownBy(huge::length).isInstanceOf(ArithmeticException.class);
    }
}
