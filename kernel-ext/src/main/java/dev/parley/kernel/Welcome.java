package dev.parley.kernel;

import dev.parley.kernel.cell.CellEnd;
import dev.parley.kernel.live.LiveRun;
import dev.parley.kernel.live.UnderWay;
import dev.parley.kernel.magic.Magic;
import dev.parley.kernel.render.HintView;
import dev.parley.kernel.render.Rendering;
import dev.parley.train.Host;
import java.util.Optional;
import java.util.UUID;

/** Additions to every kernel when Parley comes; closing takes back all that the process would still see of it. */
final class Welcome implements AutoCloseable {
    private final Host host;
    private final Optional<CellEnd> cells;

    private Welcome(Host host, Optional<CellEnd> cells) {
        this.host = host;
        this.cells = cells;
    }

    static Welcome to(KernelPort port) {
        UnderWay trainings = new UnderWay(port::cell);
        Host host = Host.open().display(() -> new LiveRun(port, trainings));
        Rendering.all(run -> trainings.shownAsValue(() -> run == host.lastRun()))
                .forEach(view -> view.register(port));
        Magic.all().forEach(magic -> magic.register(port));
        Optional<CellEnd> cells = port.shell()
                .map(shell -> new CellEnd(
                        shell, trainings, hint -> port.display(UUID.randomUUID().toString(), HintView.of(hint))));
        port.shell().ifPresent(Sources::of);
        port.eval(Imports.source());
        return new Welcome(host, cells);
    }

    @Override
    public void close() {
        cells.ifPresent(CellEnd::close);
        host.close();
    }
}
