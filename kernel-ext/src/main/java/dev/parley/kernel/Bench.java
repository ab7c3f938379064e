package dev.parley.kernel;

/** Says which benchmarks there are. */
public final class Bench {
    private Bench() {}

    public static void main(String[] args) {
        System.out.println("There are no benchmarks yet.");
    }
}
