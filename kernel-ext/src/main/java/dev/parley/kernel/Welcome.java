package dev.parley.kernel;

import dev.parley.DefaultEngine;
import dev.parley.Progress;
import dev.parley.kernel.live.LiveRun;
import dev.parley.kernel.magic.Magic;
import dev.parley.kernel.render.Rendering;

/** What every kernel gets when Parley comes, and what is taken back when it goes. */
final class Welcome {
    private Welcome() {}

    static void to(KernelPort port) {
        Rendering.all().forEach(view -> view.register(port));
        Magic.all().forEach(magic -> magic.register(port));
        Progress.show(() -> new LiveRun(port));
        port.eval(Imports.source());
    }

    static void over() {
        Progress.console();
        DefaultEngine.allCores();
    }
}
