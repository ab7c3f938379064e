"""Checks of what is said while a training runs: by callbacks of a stopped cell, on the parties' threads, in notes."""

import re

import cells
from tests.live_checks import PHONES, expect, settled

PLAN = "federation().rounds(1000).participation(0.1).client(localSgd(0.1).batch(10))"
# It goes on until stop is pressed, and then prints on a thread that was told to stop.
PRINTS_AFTER_STOP = """System.out.println("third");
    while (!Thread.currentThread().isInterrupted()) Thread.onSpinWait();
    System.out.println("on the way out");
    System.err.println("and an error");"""
STOPPED = {
    "onRound": f"{PLAN}.onRound(r -> {{ if (r.round() == 3) {{ {PRINTS_AFTER_STOP} }} }})",
    "listen": f"""{PLAN}.listen(event -> {{
    if (event instanceof dev.parley.result.RoundEvent.RoundEnded ended && ended.result().round() == 3) {{ {PRINTS_AFTER_STOP} }}
}})""",
}
LOUD = """import dev.parley.client.*;
import dev.parley.message.*;
import dev.parley.filter.*;
record Loud(LocalSgd steps) implements ClientAlgorithm {
    public Update train(Broadcast from, PartySide here) {
        System.out.println(here.party().name() + " trains in round " + from.round() + " on " + Thread.currentThread().getName());
        return steps.train(from, here);
    }
    public int batch() { return steps.batch(); }
    public double rate() { return steps.rate(); }
}
var flowers = dataset("iris").split(3, iid());
Thread.currentThread().getName()"""
LINE = re.compile(r"(party-\d) trains in round (\d+) on (.+)")


def callbacks_that_print_in_a_stopped_cell_leave_a_stopped_run():
    with cells.Kernel() as kernel:
        kernel.run(PHONES)
        for name, plan in STOPPED.items():
            cell = kernel.run(f"{plan}.train(softmax(), phones);", lambda cell: "third" in cell.text)
            settled(cell, rounds=True)
            printed = "".join(each.text for each in cell.of("stream"))
            expect("on the way out\n" in printed and "and an error\n" in printed, f"{name}: what it prints is shown", cell)
            stopped = kernel.value("lastRun().stopped()")
            expect(stopped.startswith("interrupted"), f"{name}: the run was stopped, and did not fail", stopped)
            rounds = kernel.value("lastRun().rounds().size()")
            expect(rounds == "3", f"{name}: it keeps its three rounds", rounds)
        after = kernel.run('System.out.println("next"); System.err.println("too");')
        expect([each.text.strip() for each in after.shown] == ["next", "too"], "the next cell prints as ever", after)


def what_parties_print_on_their_threads_belongs_to_their_cell():
    with cells.Kernel() as kernel:
        caller = kernel.value(LOUD)
        for seed in (1, 2):
            loud = f"federation().rounds(4).seed({seed}).client(new Loud(localSgd(0.1))).train(softmax(), flowers);"
            cell = kernel.run(f'{loud} System.out.println("cell {seed} is done");')
            expect(not cell.failed, "the cell runs", cell)
            lines = "".join(each.text for each in cell.of("stream")).strip().split("\n")
            expect(lines[-1] == f"cell {seed} is done", "all that parties print comes before the cell goes on", cell)
            said = [LINE.fullmatch(line) for line in lines[:-1]]
            expect(all(said), "each line is whole", cell)
            found = sorted((match[1], int(match[2])) for match in said)
            wanted = sorted((f"party-{party}", round) for party in (1, 2, 3) for round in (1, 2, 3, 4))
            expect(found == wanted, "each party's line of each round is in its cell, once", cell)
            expect(all(match[3] != caller for match in said), f"none was printed on the cell's own {caller}", cell)


def notes_that_trainings_share_are_said_once_a_cell():
    with cells.Kernel() as kernel:
        kernel.run(
            "double[] x = IntStream.range(0, 60).mapToDouble(i -> i == 7 ? Double.NaN : i).toArray();\n"
            "double[] y = IntStream.range(0, 60).mapToDouble(i -> 2.5 * i).toArray();\n"
            'var rows = Table.create("t", DoubleColumn.create("x", x), DoubleColumn.create("y", y));'
        )
        source = 'var own = data(rows).target("y").split(2, iid());\nfor (int i = 0; i < 2; i++) '
        source += "centralized().epochs(2).train(linear(), own);\nvar third = local().epochs(2).train(linear(), own);"
        for _ in range(2):
            cell = kernel.run(source)
            expect(not cell.failed, "the cell runs", cell)
            last = {each.display: each for each in cell.of("display_data", "update_display_data")}
            said = ["missing value" in each.data["text/html"] for each in last.values()]
            expect(said == [True, False, False], "the first of three trainings says it, run again too", f"{said}\n{cell}")


ALL = [
    callbacks_that_print_in_a_stopped_cell_leave_a_stopped_run,
    what_parties_print_on_their_threads_belongs_to_their_cell,
    notes_that_trainings_share_are_said_once_a_cell,
]
