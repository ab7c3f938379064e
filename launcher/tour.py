"""Takes the pictures of docs/tour.md: each block with a picture=NAME, as a cell in JupyterLab, in light and dark."""

import shutil
import signal
import sys

import lab_page
import lab_server
import notebooks
import pages

PAGE = lab_server.HOME / "docs" / "tour.md"
IMAGES = lab_server.HOME / "docs" / "images"
THEMES = {"light": lab_server.LIGHT, "dark": lab_server.DARK}
# A cell with its output is then about 900 pixels wide.
WIDTH = 1200
# Pictures of cells that still run, or were stopped: after so many rounds.
RUNNING, STOPPED = {"live": 33}, {"stopped": 12}


def picture(name, shade):
    return IMAGES / f"tour-{name}-{shade}.png"


def blocks():
    """Each block's source, and its picture's name or None."""
    for words, _, source in pages.java(PAGE):
        names = [word.partition("=")[2] for word in words if word.startswith("picture=")]
        yield source, (names or [None])[0]


def take(lab, number, name, shade):
    """Runs the cell, and takes its picture when it shows what it is to show."""
    lab.run(number)
    rounds = RUNNING.get(name) or STOPPED.get(name)
    if rounds:
        lab.wait_moving(number, frames=2, rounds=rounds)
    if name in STOPPED:
        lab.stop()
        lab.wait_output(number, "finished rounds")
    if name in RUNNING:
        shot = False
        while not shot:
            # The view goes on meanwhile: the picture counts if it shows parties at work afterwards, too.
            lab.wait_training(number)
            lab.cell_picture(number, picture(name, shade))
            shot = lab.at_work(number).count() > 0
    else:
        lab.wait_ended(number)
        if name:
            lab.cell_picture(number, picture(name, shade))
    lab.wait_ended(number)


def main():
    folder = lab_server.HOME / "target" / "tour"
    shutil.rmtree(folder, ignore_errors=True)
    cells = list(blocks())
    with lab_server.browser() as browser, lab_server.server(folder) as server:
        for shade, theme in THEMES.items():
            server.write(f"{shade}.ipynb", [source for source, _ in cells])
            with lab_page.lab_page(browser, server, width=WIDTH, scale=1.5) as lab:
                lab.open(f"{shade}.ipynb")
                lab.theme(theme)
                for number, (_, name) in enumerate(cells):
                    take(lab, number, name, shade)
    for path in sorted(IMAGES.glob("tour-*.png")):
        print(f"{path.stat().st_size // 1024:5} KB {path.relative_to(lab_server.HOME)}")


if __name__ == "__main__":
    # Asked to end, it ends as at a failure: what it started is stopped.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        main()
    except (notebooks.Failure, lab_server.BrowserError) as failure:
        sys.exit(f"parley: {failure}")
