package dev.parley;

import dev.parley.engine.loopback.Loopback;
import dev.parley.engine.threads.Threads;
import dev.parley.file.Records;

/** Words for where a plan's work runs, and what may travel there: {@code federation().on(threads(4))}. */
public final class Engines {
    private Engines() {}

    /**
     * A number of threads of this machine.
     *
     * <p>A party's work takes a thread; results are the same bits on any number. A plan that does not say {@code on(..)}
     * takes one thread a core.
     *
     * <p>Example: {@code federation().on(threads(4)).train(logistic(), hospitals)}
     *
     * @param count how many, at least 1
     * @throws dev.parley.fault.PlanException below 1
     */
    public static Threads threads(int count) {
        return new Threads(count);
    }

    /**
     * This process once more, where everything between coordinator and parties goes through bytes.
     *
     * <p>The party's half of the plan travels as JSON, and each message is encoded and decoded: the same bits as
     * {@code threads(n)}, at the cost of the encoding. What is code at the parties is refused. Shows that a plan could
     * run elsewhere.
     *
     * <p>Example: {@code federation().on(loopback()).train(logistic(), hospitals)}
     */
    public static Loopback loopback() {
        return new Loopback();
    }

    /**
     * Lets plans, files and engines know a record of your own by its name: a client, a filter, a rule.
     *
     * <p>Without it such a record trains on {@code threads(n)}, but does not travel, and a file keeps its name only.
     * Each process that reads it has to register it, too; a jar declares it by the service {@code dev.parley.file.Choices}.
     *
     * <p>Example: {@code register(Half.class)}
     *
     * @param record its simple name becomes the name in JSON; one of the same name that was registered before gives way
     * @throws dev.parley.fault.PlanException where Parley has a record of that name
     */
    public static void register(Class<? extends Record> record) {
        Records.register(record);
    }
}
