"""Checks of trainings in the running kernel: stop, run again, failures, output, two kernels at once."""

import re
import tempfile
import threading
from pathlib import Path

import cells
import memory
from notebooks import ANSI

PHONES = 'var phones = dataset("mnist").split(100, shards(2));'
# One epoch of one party is milliseconds, so this round lasts for hours.
LONG_ROUND = """federation().rounds(5).participation(0.1)
    .client(localSgd(0.1).epochs(1_000_000).batch(10)).train(mlp(200, 200), phones);"""
# 60,000 rows through six million parameters, several times as long as the round's training.
LONG_EVALUATION = """federation().rounds(5).cohort(1).client(localSgd(0.01).batch(600)).evaluateParties(1)
    .listen(event -> { if (event.getClass().getSimpleName().equals("PartyDone")) System.out.println("trained"); })
    .train(mlp(2000, 2000), phones);"""
MANY_ROUNDS = """federation().rounds(100_000).participation(0.1).client(localSgd(0.1).batch(10))
    .onRound(r -> System.out.println("after round " + r.round()))
    .train(softmax(), phones);"""


def expect(holds, what, found):
    if not holds:
        raise AssertionError(f"{what}; found:\n{found}")


def settled(cell, rounds):
    """A stopped cell has ended with the display's last state, which says what is kept and how to go on."""
    kinds = [each.kind for each in cell.shown]
    expect(cell.stopped and kinds[-1:] == ["error"], "the kernel says that the cell was interrupted", cell)
    expect("interrupted" in cell.of("error")[0].text, "the kernel says that the cell was interrupted", cell)
    last = cell.of("display_data", "update_display_data")[-1]
    expect("ended early: interrupted" in last.text, "the display's last state came, and before the answer", cell)
    kept = "lastRun().resume() goes on from there" if rounds else "no round was finished"
    expect(kept in last.text and kept in last.data["text/html"], "it says what is kept and how to go on", last)
    print(f"  stopped within {cell.idle_at:.2f} s")


def stop_ends_a_long_round_and_the_finished_ones_are_kept():
    with cells.Kernel() as kernel:
        kernel.run(PHONES)
        cell = kernel.run(MANY_ROUNDS, lambda cell: "after round 5\n" in cell.text)
        settled(cell, rounds=True)
        printed = [int(n) for n in re.findall(r"after round (\d+)\n", cell.text)]
        kept = int(kernel.value("lastRun().rounds().size()"))
        expect(kept in (printed[-1], printed[-1] + 1), "the last run has every finished round", f"{kept}\n{cell}")
        after = kernel.run('System.out.println("next"); 1 + 1')
        expect([each.text.strip() for each in after.shown] == ["next", "2"], "the next cell shows its own output only", after)

        settled(kernel.run(LONG_ROUND, lambda cell: shown_while_training(cell)), rounds=False)
        expect("no finished round" in kernel.value("lastRun()"), "no round of the second was finished", cell)

        whole = "federation().rounds(8).participation(0.1).client(localSgd(0.1).batch(10))"
        kernel.run(f"var plan = {whole};")
        kernel.run("var stopper = Thread.currentThread();")
        stopped = f"{whole}.onRound(r -> {{ if (r.round() == 3) {{ System.out.println(\"third\");"
        stopped += " try { Thread.sleep(60_000); } catch (InterruptedException e) { Thread.currentThread().interrupt(); } } })"
        settled(kernel.run(f"{stopped}.train(softmax(), phones);", lambda cell: "third" in cell.text), rounds=True)
        same = kernel.value(
            "lastRun().resume().fingerprint().equals(plan.train(softmax(), phones).fingerprint())"
        )
        expect(same == "true", "a stopped run goes on to the bits of one that was never stopped", same)


def shown_while_training(cell):
    """The second state of a display comes a quarter of a second after the first, when parties are at work."""
    return bool(cell.of("display_data")) and cell.of("display_data")[0].at < cell.now - 1.5


def stop_ends_a_long_evaluation():
    with cells.Kernel() as kernel:
        kernel.run(PHONES)
        cell = kernel.run(LONG_EVALUATION, lambda cell: "trained" in cell.text and cell.now > cell.shown[-1].at + 1.0)
        settled(cell, rounds="finished" in cell.text and "no round" not in cell.text)
        expect(kernel.value("1 + 1") == "2", "the next cell works", cell)


def failures_show_the_users_own_line():
    flowers = 'dataset("iris").split(3, iid())'
    cases = {
        "onRound": 'federation().onRound(r -> {\n    int zero = 0;\n    int broken = 1 / zero;\n}).train(softmax(), %s)',
        "named": 'federation().aggregate(named("mine", updates -> {\n    int zero = 0;\n    int broken = 1 / zero;\n'
        "    return updates.mean();\n})).train(softmax(), %s)",
        "listen": 'federation().listen(event -> {\n    int zero = 0;\n    int broken = 1 / zero;\n}).train(softmax(), %s)',
    }
    with cells.Kernel() as kernel:
        for name, source in cases.items():
            cell = kernel.run(source % flowers)
            lines = ANSI.sub("", cell.of("error")[0].text).split("\n")
            expect(lines[0] == "java.lang.ArithmeticException: / by zero", f"{name}: the message comes first", cell)
            expect(re.fullmatch(r"\s+at cell\.lambda\(#\d+:3: int broken = 1 / zero;\)", lines[1]), f"{name}: then the line", cell)
            expect(all("cell." in line for line in lines[1:]), f"{name}: and no frame of kernel or library", cell)
            expect("ended early: failed" in cell.of("update_display_data")[-1].text, f"{name}: the display ended", cell)


def a_run_as_the_cells_value_is_shown_once():
    with cells.Kernel() as kernel:
        cell = kernel.run('federation().rounds(3).train(softmax(), dataset("iris").split(3, iid()))')
        live = cell.of("display_data", "update_display_data")[-1].data["text/html"]
        value = cell.of("execute_result")[0].data["text/html"]
        expect('class="p-nums"' in value and "<svg" in value, "the value shows numbers and curve", value)
        expect('class="p-nums"' not in live and "<svg" not in live, "the live view gave way to it", live)
        later = kernel.run("lastRun()")
        expect(not later.of("update_display_data"), "a later cell does not touch it", later)


def cells_run_again_leave_no_threads_and_little_memory():
    with cells.Kernel() as kernel:
        again = memory.again(kernel)
    print("  " + memory.text(again))
    threads = [each.threads for each in again]
    expect(max(threads[9:]) <= max(threads[:10]), "runs 11 to 20 have no thread more than runs 1 to 10", threads)
    grown = again[19].resident - again[9].resident
    expect(grown < memory.BOUND, f"resident memory grows by less than {memory.BOUND} MB from run 10 to run 20", memory.text(again))
    heap = again[19].heap - again[9].heap
    expect(heap < memory.HEAP_BOUND, f"the heap after collection by less than {memory.HEAP_BOUND} MB", memory.text(again))


def two_kernels_in_one_folder_leave_each_others_files_whole():
    def work(kernel, seed, found):
        try:
            kernel.run('var flowers = dataset("iris").split(3, iid());')
            found[seed] = kernel.value(
                f"""String print = "";
for (int i = 0; i < 10; i++) {{
    var run = federation().rounds(3).seed({seed}).train(softmax(), flowers);
    save(run, "runs/own-{seed}.json");
    save(run, "runs/shared.json");
    load("runs/shared.json");
    print = run.fingerprint();
}}
load("runs/own-{seed}.json").fingerprint().equals(print) ? print : "another's"
"""
            )
        except AssertionError as failure:
            found[seed] = str(failure)

    with tempfile.TemporaryDirectory() as folder, cells.Kernel(folder) as one, cells.Kernel(folder) as two:
        found = {}
        threads = [threading.Thread(target=work, args=(kernel, seed, found)) for seed, kernel in enumerate((one, two), 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        expect(all(re.fullmatch("[0-9a-f]{64}", found[seed]) for seed in (1, 2)), "both train, save and load", found)
        last = one.value('load("runs/shared.json").fingerprint()')
        expect(last in found.values(), "the file both write is one kernel's, whole", f"{last}\n{found}")
        left = sorted(path.name for path in Path(folder, "runs").iterdir())
        expect(left == ["own-1.json", "own-2.json", "shared.json"], "nothing else is left", left)


ALL = [
    stop_ends_a_long_round_and_the_finished_ones_are_kept,
    stop_ends_a_long_evaluation,
    failures_show_the_users_own_line,
    a_run_as_the_cells_value_is_shown_once,
    cells_run_again_leave_no_threads_and_little_memory,
    two_kernels_in_one_folder_leave_each_others_files_whole,
]
