package dev.parley.kernel;

import dev.parley.Progress;
import dev.parley.kernel.live.LiveRun;
import dev.parley.kernel.render.Rendering;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** Makes a JJava kernel speak Parley; the kernel finds it as a service. */
public final class JJavaExtension implements Extension {

    @Override
    public void install(BaseKernel kernel) {
        KernelPort port = new JJavaPort(kernel);
        Rendering.all().forEach(view -> view.register(port));
        Progress.show(() -> new LiveRun(port));
        port.eval(Imports.source());
    }

    @Override
    public void uninstall(BaseKernel kernel) {
        Progress.console();
        Farewell.begin();
    }
}
