package dev.parley.result;

/** Is told what happens during a run: coordinator's side. */
@FunctionalInterface
public interface RoundListener {
    /** Called on the thread that trains; quick, since training waits. */
    void on(RoundEvent event);
}
