package dev.parley.kernel;

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
        Welcome.to(made);
    }

    @Override
    public void uninstall(BaseKernel kernel) {
        if (port != null) {
            port.close();
        }
        Welcome.over();
        Farewell.begin();
    }
}
