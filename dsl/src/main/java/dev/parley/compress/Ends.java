package dev.parley.compress;

import dev.parley.num.Layout;
import dev.parley.num.Role;
import java.util.List;

/** The ends of layers among the learned numbers of a layout. */
final class Ends {
    private Ends() {}

    /** Ends of all learned arrays that have numbers. */
    static int[] of(Layout layout) {
        List<Layout.Slot> learned = layout.slots().stream()
                .filter(slot -> slot.role() == Role.LEARNED && slot.length() > 0)
                .toList();
        int[] ends = new int[learned.size()];
        int behind = 0;
        for (int i = 0; i < ends.length; i++) {
            behind += learned.get(i).length();
            ends[i] = behind;
        }
        return ends;
    }

    /** Number of values in all. */
    static int last(int[] ends) {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }
}
