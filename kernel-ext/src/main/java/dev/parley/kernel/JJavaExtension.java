package dev.parley.kernel;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.jspecify.annotations.Nullable;

/** Makes a JJava kernel speak Parley; the kernel finds it as a service. */
public final class JJavaExtension implements Extension {
    private @Nullable JJavaPort port;
    private @Nullable Welcome welcome;

    @Override
    public void install(BaseKernel kernel) {
        JJavaPort made = new JJavaPort(kernel);
        port = made;
        welcome = Welcome.to(made);
    }

    @Override
    public void uninstall(BaseKernel kernel) {
        if (port != null) {
            port.close();
        }
        if (welcome != null) {
            welcome.close();
        }
        Farewell.begin();
    }
}
