"""Checks of the launcher and the kernel themselves, from outside, as a user meets them."""

import os
import re
import subprocess
import tempfile
import time
from pathlib import Path

import nbformat
from nbformat import v4

import cells
import kernelspec

HOME = Path(os.environ["PARLEY_HOME"])
# Of Markdown, also within a notebook's JSON: [words](link#place), and src or srcset of a picture.
LINK = re.compile(r'\]\(([^)\s#"\\]+)[^)]*\)|(?:src|srcset)=\\?"([^"\\]+)')


def launcher(*arguments):
    return subprocess.run(
        [HOME / "parley", *map(str, arguments)], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=300
    )


def expect(holds, what, found):
    if not holds:
        raise AssertionError(f"{what}; found:\n{found}")


def failing_cell_gives_its_source_and_exit_code_1():
    with tempfile.TemporaryDirectory(prefix="parley with spaces ") as folder:
        path = Path(folder, "failing-cell.ipynb")
        cells = [v4.new_code_cell("var fine = 1;"), v4.new_code_cell('throw new IllegalStateException("on purpose");')]
        nbformat.write(v4.new_notebook(cells=cells), path)
        result = launcher("run", path)
    expect(result.returncode == 1, "a failing cell ends with 1", f"{result.returncode}\n{result.stdout}{result.stderr}")
    expect('throw new IllegalStateException("on purpose");' in result.stdout, "the source is shown", result.stdout)
    expect("java.lang.IllegalStateException: on purpose" in result.stdout, "the error is shown", result.stdout)
    expect("\x1b[" not in result.stdout, "no colour codes outside a terminal", result.stdout)
    partial = nbformat.read(HOME / "target" / "notebooks" / "failing-cell.ipynb", as_version=4)
    expect(partial.cells[0].execution_count, "the partial notebook is written", partial)


def failing_script_gives_its_line_and_exit_code_1():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "failing.jsh")
        path.write_text('var text = "a"\n    .concat("b");\ntext\nInteger.parseInt(text);\ntext.length()\n')
        result = launcher("shell", path)
    expect(result.returncode == 1, "a failing script ends with 1", f"{result.returncode}\n{result.stdout}{result.stderr}")
    expect('"ab"' in result.stdout, "a chain broken before its dot is one snippet", result.stdout)
    expect(f"{path}:4: java.lang.NumberFormatException" in result.stderr, "the line is named", result.stderr)


def benchmarks_are_listed_and_an_unknown_one_is_refused():
    listed = launcher("bench")
    expect(listed.returncode == 0 and "\n  step " in listed.stdout, "the benchmarks are listed", listed.stdout + listed.stderr)
    unknown = launcher("bench", "speed")
    expect(unknown.returncode == 1, "an unknown one ends with 1", unknown.returncode)
    expect("there is no benchmark 'speed'" in unknown.stderr, "it is named", unknown.stderr)
    expect("building" not in unknown.stderr, "nothing is built for it", unknown.stderr)


def values_are_shown_as_pages_and_pictures():
    source = [
        'Table.create("t").addColumns(StringColumn.create("<b>", "<script>"))',
        "QuickChart.getChart(\"c\", \"x\", \"y\", \"s\", new double[] {1, 2}, new double[] {3, 4})",
        "Nd4j.ones(2)",
    ]
    shown = []
    manager, client = cells.started(kernelspec.NAME, stderr=subprocess.DEVNULL)
    try:
        for cell in source:
            client.execute_interactive(cell, output_hook=lambda m: shown.append(m["content"]), timeout=60)
    finally:
        client.stop_channels()
        began = time.monotonic()
        manager.shutdown_kernel()
        seconds = time.monotonic() - began
    results = [content for content in shown if "data" in content]
    table, chart, array = results
    expect("&lt;script&gt;" in table["data"]["text/html"], "a table is an escaped page fragment", table)
    size = chart["metadata"].get("image/png", {})
    expect("image/png" in chart["data"] and size.get("width") == 600, "a chart is a picture with its size", chart["metadata"])
    expect("text/html" not in array["data"] and "1.0000" in array["data"]["text/plain"], "an array is text", array)
    expect(seconds < 1.0, "the kernel ends within a second of a shutdown request", f"{seconds:.2f} s")


def shown_by(*source):
    """Runs cells in a kernel of its own: all that it shows with their errors, and the texts alone."""
    shown = []
    manager, client = cells.started(kernelspec.NAME, stderr=subprocess.DEVNULL)
    try:
        for cell in source:
            client.execute_interactive(cell, output_hook=lambda m: shown.append(m["content"]), timeout=60)
    finally:
        client.stop_channels()
        manager.shutdown_kernel()
    return shown, [content["data"]["text/plain"] for content in shown if "data" in content]


def magics_show_their_answer_once():
    shown, texts = shown_by("%datasets", "%engine threads 1", "%help parley")
    expect(len(texts) == 3, "each magic shows one answer", shown)
    expect("breast-cancer" in texts[0], "%datasets names the data sets", texts[0])
    expect(texts[1] == "threads(1), unless a plan says on(..)", "%engine says where trainings run", texts[1])
    expect("Each party alone." in texts[2], "%help parley shows first sentences", texts[2])


def a_cell_that_does_not_compile_gets_advice_in_words():
    shown, texts = shown_by(
        "federation().attack(signFlip(5), 3)", "federation().aggregate(secure(median()))", "federation().round(5)"
    )
    expect(len(texts) == 3 and sum("ename" in content for content in shown) == 3, "advice beside each error", shown)
    expect("share(0.2)" in texts[0] and '"party-3"' in texts[0], "attackers are named or a share", texts[0])
    expect("secure(mean())" in texts[1], "sums are shown", texts[1])
    expect(".rounds(int n)" in texts[2], "the nearest word is shown", texts[2])


def words_complete_and_show_the_first_sentence_of_their_documentation():
    manager, client = cells.started(kernelspec.NAME, stderr=subprocess.DEVNULL)
    try:
        completed = client.complete("mea", reply=True, timeout=60)["content"]["matches"]
        shown = {cell: inspected(client, cell, word) for cell, word in [
            ("mean()", "mean"),
            ("federation().rounds(20)", "rounds"),
            ('dataset("iris").split(4, iid())', "split"),
        ]}
    finally:
        client.stop_channels()
        manager.shutdown_kernel()
    expect(any(word.startswith("mean(") for word in completed), "mea completes to mean(", completed)
    for text, sentence in zip(shown.values(), [
        "The plain mean over parties.",
        "Rounds to be done; default 10.",
        "Deals the training rows to parties, by the seed 42.",
    ]):
        expect(sentence in text, "inspection shows the first sentence", shown)


def inspected(client, cell, word):
    content = client.inspect(cell, cell.index(word) + 1, reply=True, timeout=60)["content"]
    return content["data"].get("text/plain", "")


def every_page_and_picture_that_is_linked_is_there():
    pages = [*HOME.glob("*.md"), *HOME.glob("docs/*.md"), *HOME.glob("notebooks/*.md"), *HOME.glob("notebooks/*.ipynb")]
    links = [(page, link) for page in pages for found in LINK.findall(page.read_text("utf-8")) for link in found if link]
    local = [(page, link) for page, link in links if ":" not in link]
    missing = [f"{page.relative_to(HOME)}: {link}" for page, link in local if not (page.parent / link).exists()]
    expect(len(local) > 20 and not missing, f"{len(local)} links lead somewhere", "\n".join(missing))


def weights_are_read_by_other_tools():
    from safetensors import safe_open
    from safetensors.numpy import load_file

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "export.jsh")
        path.write_text(
            'var run = federation().rounds(1).train(mlp(80, 7), dataset("iris").split(2, iid()));\n'
            'run.model().export("weights.safetensors");\n'
            'System.out.println("first " + run.weights().getFloat(0) + " last " + run.weights().getFloat(run.weights().length() - 1));\n'
            'save(federation().rounds(1).train(mlp(700, 700), dataset("iris").split(2, iid())), "large.json");\n'
        )
        result = subprocess.run(
            [HOME / "parley", "shell", path], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=300
        )
        expect(result.returncode == 0, "the script runs", result.stdout + result.stderr)
        arrays = load_file(Path(folder, "weights.safetensors"))
        shapes = {name: array.shape for name, array in arrays.items()}
        with safe_open(Path(folder, "weights.safetensors"), "numpy") as opened:
            about = opened.metadata()
        beside = [load_file(file) for file in Path(folder).glob("large.*.safetensors")]
    expect(
        shapes == {
            "layer1.weight": (4, 80), "layer1.bias": (80,), "layer2.weight": (7, 80),
            "layer2.bias": (7,), "layer3.weight": (3, 7), "layer3.bias": (3,),
        },
        "names and shapes are the layout's",
        shapes,
    )
    expect(all(array.dtype == "float32" for array in arrays.values()), "numbers are floats", arrays)
    first, last = arrays["layer1.weight"][0, 0], arrays["layer3.bias"][-1]
    said = re.search(r"first (\S+) last (\S+)", result.stdout)
    expect(said and type(first)(said[1]) == first and type(last)(said[2]) == last, "they are the run's", (first, last, result.stdout))
    expect(about == {"model": "mlp(80, 7)"}, "the file tells its model", about)
    expect(len(beside) == 1 and beside[0]["params/0/layer2.weight"].shape == (700, 700), "so is a large run's file", beside)


ALL = [
    failing_cell_gives_its_source_and_exit_code_1,
    failing_script_gives_its_line_and_exit_code_1,
    benchmarks_are_listed_and_an_unknown_one_is_refused,
    values_are_shown_as_pages_and_pictures,
    magics_show_their_answer_once,
    a_cell_that_does_not_compile_gets_advice_in_words,
    words_complete_and_show_the_first_sentence_of_their_documentation,
    every_page_and_picture_that_is_linked_is_there,
    weights_are_read_by_other_tools,
]
