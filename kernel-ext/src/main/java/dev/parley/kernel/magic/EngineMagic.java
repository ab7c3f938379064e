package dev.parley.kernel.magic;

import dev.parley.engine.threads.Threads;
import dev.parley.kernel.render.Bundle;
import dev.parley.train.Host;
import java.util.List;

/**
 * {@code %engine threads 4}: where trainings of this notebook run that do not say {@code on(..)}.
 *
 * <p>Alone, {@code %engine} says where that is.
 */
final class EngineMagic {
    private static final String ASKED = "%engine takes 'threads' and a whole number from 1 up";
    private static final String EXAMPLE = "for example %engine threads 4";

    private EngineMagic() {}

    static Bundle answer(List<String> words) {
        if (!words.isEmpty()) {
            Host.current().engine(new Threads(count(words)));
        }
        return Bundle.text(Host.current().engine() + ", unless a plan says on(..)");
    }

    private static int count(List<String> words) {
        if (words.size() == 2 && words.get(0).equals("threads")) {
            try {
                int count = Integer.parseInt(words.get(1));
                if (count >= 1) {
                    return count;
                }
            } catch (NumberFormatException notANumber) {
                throw Magic.refusal(ASKED, words, EXAMPLE);
            }
        }
        throw Magic.refusal(ASKED, words, EXAMPLE);
    }
}
