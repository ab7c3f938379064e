package dev.parley.kernel.render;

import dev.parley.kernel.KernelPort;
import java.util.List;
import java.util.function.Function;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/**
 * One line of the table of what a notebook shows: values of a type, by a view.
 *
 * <p>A new view is a file in this room and a line in {@link #all}. What is not listed, such as an {@code INDArray},
 * is shown as its text.
 */
public record Rendering<T>(Class<T> type, Function<? super T, Bundle> view) {

    /** Every view there is. */
    public static List<Rendering<?>> all() {
        return List.of(new Rendering<>(Table.class, TableView::of), new Rendering<>(Chart.class, ChartView::of));
    }

    public void register(KernelPort port) {
        port.renderer(type, view);
    }
}
