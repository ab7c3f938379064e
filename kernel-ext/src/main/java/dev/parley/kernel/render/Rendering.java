package dev.parley.kernel.render;

import dev.parley.Trainer;
import dev.parley.data.Dataset;
import dev.parley.data.Parties;
import dev.parley.doctor.Diagnosis;
import dev.parley.fault.DataException;
import dev.parley.fault.PartyException;
import dev.parley.fault.PlanException;
import dev.parley.fault.SecureSumException;
import dev.parley.kernel.KernelPort;
import dev.parley.plan.Plan;
import dev.parley.run.Comparison;
import dev.parley.run.PrivacyReport;
import dev.parley.run.Resources;
import dev.parley.run.Run;
import dev.parley.run.SecureRound;
import java.util.List;
import java.util.function.Consumer;
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

    /**
     * Every view there is.
     *
     * @param shown is told of each run before it is shown
     */
    public static List<Rendering<?>> all(Consumer<Run> shown) {
        return List.of(
                new Rendering<>(Table.class, TableView::of),
                new Rendering<>(Chart.class, ChartView::of),
                new Rendering<>(Dataset.class, DatasetView::of),
                new Rendering<>(Parties.class, PartiesView::of),
                new Rendering<>(Plan.class, PlanView::of),
                new Rendering<>(Trainer.class, sentence -> PlanView.of(sentence.plan())),
                new Rendering<>(Run.class, run -> {
                    shown.accept(run);
                    return RunView.of(run);
                }),
                new Rendering<>(Comparison.class, ComparisonView::of),
                new Rendering<>(Resources.class, ResourcesView::of),
                new Rendering<>(SecureRound.class, SecureRoundView::of),
                new Rendering<>(PrivacyReport.class, PrivacyView::of),
                new Rendering<>(Diagnosis.class, DiagnosisView::of),
                new Rendering<>(PlanException.class, FaultView::of),
                new Rendering<>(DataException.class, FaultView::of),
                new Rendering<>(PartyException.class, FaultView::of),
                new Rendering<>(SecureSumException.class, FaultView::of));
    }

    /** A table, as a cell shows it. */
    public static Bundle table(Table table) {
        return TableView.of(table);
    }

    public void register(KernelPort port) {
        port.renderer(type, view);
    }
}
