package dev.parley.kernel;

import static dev.parley.Parley.lastRun;

import dev.parley.kernel.cell.CellEnd;
import dev.parley.kernel.live.LiveRun;
import dev.parley.kernel.live.UnderWay;
import dev.parley.kernel.magic.Magic;
import dev.parley.kernel.render.Rendering;
import dev.parley.train.DefaultEngine;
import dev.parley.train.Progress;
import java.util.Optional;

/** What every kernel gets when Parley comes, and what is taken back when it goes. */
final class Welcome {
    private Welcome() {}

    /** The watch over the cells' ends, where the kernel lets us have one, is the caller's to close. */
    static Optional<CellEnd> to(KernelPort port) {
        UnderWay trainings = new UnderWay(port::cell);
        Rendering.all(run -> trainings.shownAsValue(() -> run == lastRun())).forEach(view -> view.register(port));
        Magic.all().forEach(magic -> magic.register(port));
        Progress.show(() -> new LiveRun(port, trainings));
        Optional<CellEnd> cells = port.shell().map(shell -> new CellEnd(shell, trainings));
        port.shell().ifPresent(Sources::of);
        port.eval(Imports.source());
        return cells;
    }

    static void over() {
        Progress.console();
        DefaultEngine.allCores();
    }
}
