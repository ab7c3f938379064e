package dev.parley.privacy;

/** Agrees to noise that repeats with the plan's seed, for a test: it protects nobody, and is marked so wherever it is shown. */
public record NotPrivate() {
    @Override
    public String toString() {
        return "notPrivate()";
    }
}
