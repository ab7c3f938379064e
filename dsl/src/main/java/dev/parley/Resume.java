package dev.parley;

import dev.parley.run.Onward;

/** Goes on with runs that ended early. */
final class Resume {
    private Resume() {}

    /** With a run of this process: on the parties it has, where it was. */
    static Onward here(Place place) {
        return (run, left) -> new Training(run.plan(), place, run.description()).onward(run, left, run.parties());
    }
}
