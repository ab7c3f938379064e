package dev.parley.kernel.magic;

import dev.parley.fault.PlanException;
import dev.parley.kernel.KernelPort;
import dev.parley.kernel.render.Bundle;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * One line of the table of what {@code %name} in a cell does: shows what a function makes of the words that follow.
 *
 * <p>A new magic is a file in this room and a line in {@link #all}.
 */
public record Magic(String name, Function<List<String>, Bundle> answer) {

    /** Every magic there is. */
    public static List<Magic> all() {
        return List.of(
                new Magic("datasets", DatasetsMagic::answer),
                new Magic("engine", EngineMagic::answer),
                new Magic("help", HelpMagic::answer),
                new Magic("runs", RunsMagic::answer));
    }

    public void register(KernelPort port) {
        port.lineMagic(name, words -> port.display(UUID.randomUUID().toString(), answer.apply(words)));
    }

    static PlanException refusal(String asked, List<String> found, String todo) {
        String said = found.isEmpty() ? "nothing followed" : "found '" + String.join(" ", found) + "'";
        return new PlanException(asked + ", but " + said + "; say " + todo);
    }
}
