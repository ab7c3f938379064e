package dev.parley.kernel;

import dev.parley.DefaultEngine;
import dev.parley.Progress;
import dev.parley.kernel.cell.CellEnd;
import dev.parley.kernel.live.LiveRun;
import dev.parley.kernel.live.UnderWay;
import dev.parley.kernel.magic.Magic;
import dev.parley.kernel.render.Rendering;
import java.util.Optional;

/** What every kernel gets when Parley comes, and what is taken back when it goes. */
final class Welcome {
    private final Optional<CellEnd> cells;

    private Welcome(Optional<CellEnd> cells) {
        this.cells = cells;
    }

    static Welcome to(KernelPort port) {
        Rendering.all().forEach(view -> view.register(port));
        Magic.all().forEach(magic -> magic.register(port));
        UnderWay trainings = new UnderWay();
        Progress.show(() -> new LiveRun(port, trainings));
        Optional<CellEnd> cells = port.shell().map(shell -> new CellEnd(shell, trainings));
        port.eval(Imports.source());
        return new Welcome(cells);
    }

    void over() {
        cells.ifPresent(CellEnd::close);
        Progress.console();
        DefaultEngine.allCores();
    }
}
