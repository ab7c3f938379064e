package dev.parley.kernel;

import dev.parley.DefaultEngine;
import dev.parley.Progress;
import dev.parley.kernel.live.LiveRun;
import dev.parley.kernel.magic.Magic;
import dev.parley.kernel.render.Rendering;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.jspecify.annotations.Nullable;

/** Makes a JJava kernel speak Parley; the kernel finds it as a service. */
public final class JJavaExtension implements Extension {
    private @Nullable JJavaPort port;

    @Override
    public void install(BaseKernel kernel) {
        JJavaPort made = new JJavaPort(kernel);
        port = made;
        Rendering.all().forEach(view -> view.register(made));
        Magic.all().forEach(magic -> magic.register(made));
        Progress.show(() -> new LiveRun(made));
        made.eval(Imports.source());
    }

    @Override
    public void uninstall(BaseKernel kernel) {
        if (port != null) {
            port.close();
        }
        Progress.console();
        DefaultEngine.allCores();
        Farewell.begin();
    }
}
