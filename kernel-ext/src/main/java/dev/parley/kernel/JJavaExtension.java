package dev.parley.kernel;

import dev.parley.kernel.cell.CellEnd;
import java.util.Optional;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.jspecify.annotations.Nullable;

/** Makes a JJava kernel speak Parley; the kernel finds it as a service. */
public final class JJavaExtension implements Extension {
    private @Nullable JJavaPort port;
    private Optional<CellEnd> cells = Optional.empty();

    @Override
    public void install(BaseKernel kernel) {
        JJavaPort made = new JJavaPort(kernel);
        port = made;
        cells = Welcome.to(made);
    }

    @Override
    public void uninstall(BaseKernel kernel) {
        if (port != null) {
            port.close();
        }
        cells.ifPresent(CellEnd::close);
        Welcome.over();
        Farewell.begin();
    }
}
