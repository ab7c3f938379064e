package dev.parley.kernel.magic;

import dev.parley.kernel.render.Bundle;
import dev.parley.kernel.render.Rendering;
import dev.parley.run.kept.RunFolder;
import java.util.List;

/** {@code %runs}: the runs and checkpoints kept in the folder {@code runs}, or in the one that is named. */
final class RunsMagic {
    private RunsMagic() {}

    static Bundle answer(List<String> words) {
        if (words.size() > 1) {
            throw Magic.refusal("%runs takes one folder or none", words, "%runs, or %runs experiments");
        }
        return Rendering.table(words.isEmpty() ? RunFolder.table() : RunFolder.table(words.get(0)));
    }
}
