package dev.parley.kernel.magic;

import dev.parley.data.Dataset;
import dev.parley.kernel.render.Bundle;
import dev.parley.kernel.render.Rendering;
import java.util.List;

/** {@code %datasets}: the data sets that Parley brings, a row each. */
final class DatasetsMagic {
    private DatasetsMagic() {}

    static Bundle answer(List<String> words) {
        if (!words.isEmpty()) {
            throw Magic.refusal(
                    "%datasets takes no words",
                    words, "%datasets, or dataset(\"" + words.get(0) + "\") for one of them");
        }
        return Rendering.table(Dataset.catalog());
    }
}
