package dev.parley.kernel;

import dev.parley.fault.PlanException;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import org.jspecify.annotations.Nullable;

/**
 * Makes an IJava kernel speak Parley: {@code dev.parley.kernel.IJavaStart.install();} in a cell, or as the kernel's
 * {@code IJAVA_STARTUP_SCRIPT}.
 *
 * <p>IJava looks for no services, so this has to be said; JJava finds {@link JJavaExtension} by itself.
 */
public final class IJavaStart {
    private static final String KERNEL = "io.github.spencerpark.ijava.IJava";

    private static @Nullable IJavaPort port;
    private static @Nullable Welcome welcome;

    private IJavaStart() {}

    /**
     * Registers pictures, magics, the live view and the imports; the second time only the imports.
     *
     * @throws PlanException where no IJava is running
     */
    public static synchronized void install() {
        if (port != null) {
            port.eval(Imports.source());
            return;
        }
        IJavaPort made = new IJavaPort(running());
        welcome = Welcome.to(made);
        port = made;
    }

    /** Takes back the live view; the next {@link #install} begins anew. */
    static synchronized void uninstall() {
        if (welcome != null) {
            welcome.close();
        }
        welcome = null;
        port = null;
    }

    private static BaseKernel running() {
        try {
            Object kernel = Class.forName(KERNEL).getMethod("getKernelInstance").invoke(null);
            if (kernel instanceof BaseKernel base) {
                return base;
            }
            throw refusal("IJava has not started its kernel");
        } catch (ClassNotFoundException e) {
            throw refusal("there is no IJava in this process");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Parley knows IJava 1.3.0, and this one does not tell its kernel", e);
        }
    }

    private static PlanException refusal(String found) {
        return new PlanException("IJavaStart.install() is for a notebook on the kernel IJava, but " + found
                + "; on JJava leave it out, in jshell and plain Java import static dev.parley.Parley.*");
    }
}
