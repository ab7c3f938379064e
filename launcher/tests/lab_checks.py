"""Checks in a real JupyterLab before a real browser: what a person sees and does in a notebook."""

import re
import shutil

import nbformat

import lab_server

TUTORIAL = "01-first-federation.ipynb"
SCRATCH = "scratch.ipynb"
TRAIN, LAST, COMPLETE, INSPECT = 1, 2, 3, 4
CELLS = [
    'var phones = dataset("mnist").split(100, shards(2));\n'
    "var plan = federation().rounds(5000).participation(0.1).client(localSgd(0.1).batch(10));",
    "plan.train(mlp(200, 200), phones)",
    "lastRun()",
    "plan.partic",
    "dirichlet(0.5)",
]

# The least contrast of a text in a view to what is behind it (WCAG 2.2, 1.4.3), and that text.
CONTRAST = """() => {
    const probe = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const rgba = color => {
        probe.clearRect(0, 0, 1, 1);
        probe.fillStyle = color;
        probe.fillRect(0, 0, 1, 1);
        return probe.getImageData(0, 0, 1, 1).data;
    };
    const light = color => {
        const [r, g, b] = [...rgba(color)].map(c => c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = element => {
        while (element && rgba(getComputedStyle(element).backgroundColor)[3] < 255) element = element.parentElement;
        return element ? getComputedStyle(element).backgroundColor : 'white';
    };
    let least = [99, 'no text'];
    document.querySelectorAll('.parley *').forEach(element => {
        const text = [...element.childNodes].filter(n => n.nodeType === 3).map(n => n.data.trim()).join('');
        if (!text || ['STYLE', 'title'].includes(element.tagName) || !element.checkVisibility()) return;
        const style = getComputedStyle(element);
        const [a, b] = [light(element instanceof SVGElement ? style.fill : style.color), light(behind(element))];
        const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (contrast < least[0]) least = [contrast, text];
    });
    return least;
}"""


def expect(holds, what, found):
    if not holds:
        raise AssertionError(f"{what}; found:\n{found}")


def notebooks_for(server):
    """Copies of the tutorials, and a notebook to try things in."""
    for path in (lab_server.HOME / "notebooks").glob("*.ipynb"):
        shutil.copy(path, server.notebooks)
    server.write(SCRATCH, CELLS)


def a_tutorial_runs_and_its_live_views_move(lab):
    lab.open(TUTORIAL)
    lab.run_all()
    for number in range(lab.cells()):
        lab.wait_ended(number)
    views = [seen for number in range(lab.cells()) for seen in lab.frames(number)]
    changes = sum(len([frame for frame in seen if frame["running"]]) - 1 for seen in lab.frames(2))
    expect(changes >= 3, "the live views of the training cell change three times while it runs", lab.frames(2))
    expect(all(seen[-1]["round"] == 20 for seen in views), "each live view ends with its last round", views)
    lab.save()
    saved = nbformat.read(lab.server.notebooks / TUTORIAL, as_version=4)
    code = [cell for cell in saved.cells if cell.cell_type == "code"]
    expect(all(cell.execution_count for cell in code), "every cell has run", [cell.execution_count for cell in code])
    outputs = [output for cell in code for output in cell.outputs]
    expect(not [o for o in outputs if o.output_type == "error"], "no cell has failed", outputs)
    kept = [o for o in code[2].outputs if 'aria-valuenow="20"' in o.get("data", {}).get("text/html", "")]
    expect(len(kept) == 3, "the saved notebook keeps the last state of the three live views", code[2].outputs)


def views_can_be_read_in_light_and_dark(lab):
    lab.open(TUTORIAL)
    for theme, name in [(lab_server.DARK, "dark"), (lab_server.LIGHT, "light")]:
        lab.theme(theme)
        lab.show(2)
        lab.picture(f"tutorial-{name}.png")
        contrast, text = lab.page.evaluate(CONTRAST)
        expect(4.5 <= contrast < 99, f"every text stands out of the {name} ground by 4.5", f"{contrast:.2f} at '{text}'")


def views_can_be_read_on_pages_without_jupyters_variables(lab):
    """As in VS Code, where a dark editor may run on a light system and the other way round."""
    saved = nbformat.read(lab.server.notebooks / TUTORIAL, as_version=4)
    outputs = [output for cell in saved.cells if cell.cell_type == "code" for output in cell.outputs]
    views = [output.data["text/html"] for output in outputs if "text/html" in output.get("data", {})]
    expect(len(views) > 5, "the tutorial was run before, and has its views", len(views))
    for name, ground, ink, system in [
        ("dark-on-light-system", "#1e1e1e", "#cccccc", "light"),
        ("light-on-dark-system", "#ffffff", "#3b3b3b", "dark"),
    ]:
        lab.page.emulate_media(color_scheme=system)
        for variables in ("", f"--vscode-editor-foreground:{ink};--vscode-descriptionForeground:{ink}b3"):
            style = f"background:{ground};color:{ink};width:600px;{variables}"
            lab.page.set_content(f'<body style="{style}">' + "<hr>".join(views))
            lab.picture(f"{name}.png")
            contrast, text = lab.page.evaluate(CONTRAST)
            expect(4.5 <= contrast < 99, f"every text stands out of the page, {name}", f"{contrast:.2f} at '{text}'")


def the_stop_button_ends_a_long_cell_and_keeps_its_rounds(lab):
    lab.open(SCRATCH)
    lab.run(0)
    lab.run(TRAIN)
    lab.wait_moving(TRAIN, frames=4, rounds=2)
    lab.picture("running.png")
    lab.stop()
    lab.wait_ended(TRAIN)
    lab.wait_output(TRAIN, "finished rounds")
    said = re.search(r"interrupted in round (\d+); lastRun\(\) has (\d+) finished rounds", lab.output(TRAIN))
    expect(said and int(said[1]) == int(said[2]) + 1, "the cell says what it kept", lab.output(TRAIN))
    (seen,) = lab.frames(TRAIN)
    rounds = [frame["round"] for frame in seen]
    expect(rounds == sorted(rounds) and len(set(rounds)) >= 3, "the live view went from round to round", rounds)
    lab.run(LAST)
    lab.wait_ended(LAST)
    lab.wait_output(LAST, "finished rounds are kept")
    kept = re.search(r"interrupted in round (\d+); (\d+) finished rounds are kept", lab.output(LAST))
    expect(kept and kept.groups() == said.groups(), "the next cell runs, and has the finished rounds", lab.output(LAST))
    lab.picture("stopped.png")


def tab_completes_a_word_and_shift_tab_explains_one(lab):
    lab.open(SCRATCH)
    lab.run(0)
    lab.wait_ended(0)
    lab.edit(COMPLETE)
    lab.page.keyboard.press("Tab")
    lab.page.locator(".jp-Completer-item").get_by_text("participation(").wait_for()
    lab.picture("completion.png")
    lab.page.keyboard.press("Enter")
    lab.page.locator(".jp-Completer-item").first.wait_for(state="hidden")
    expect(lab.source(COMPLETE) == "plan.participation(", "Tab and Enter complete the word", lab.source(COMPLETE))
    lab.edit(INSPECT)
    lab.page.keyboard.press("Home")
    lab.page.keyboard.press("ArrowRight")
    lab.page.keyboard.press("Shift+Tab")
    tip = lab.page.locator(".jp-Tooltip")
    tip.wait_for()
    lab.picture("inspection.png")
    said = tip.inner_text()
    expect("dirichlet(double alpha)" in said and "the more unequal" in said, "its signature and first sentence are shown", said)


ALL = [
    a_tutorial_runs_and_its_live_views_move,
    views_can_be_read_in_light_and_dark,
    views_can_be_read_on_pages_without_jupyters_variables,
    the_stop_button_ends_a_long_cell_and_keeps_its_rounds,
    tab_completes_a_word_and_shift_tab_explains_one,
]


def run(check, page):
    """One check on a page of its own; where it fails, the picture of what was there is kept."""
    try:
        check(page)
    except (AssertionError, lab_server.BrowserError):
        page.picture(f"failed-{check.__name__}.png")
        print(f"  see {page.server.folder / f'failed-{check.__name__}.png'}", flush=True)
        raise
    expect(not page.elsewhere, "nothing is asked of another machine", page.elsewhere)
