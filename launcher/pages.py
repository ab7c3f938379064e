"""Makes a notebook of a Markdown page: its ```java blocks in order, but those marked ```java no-run."""

import re

from nbformat import v4

FENCE = re.compile(r"^(?P<indent> *)(?P<ticks>`{3,})(?P<words>[^`]*)$")


def blocks(text):
    """Each fenced block: the words after its fence, the line its source begins on, the source."""
    opened, source = None, []
    for number, line in enumerate(text.split("\n"), 1):
        fence = FENCE.match(line)
        if opened is None:
            if fence:
                opened, words, begins, source = fence, fence["words"].split(), number + 1, []
        elif fence and not fence["words"].strip() and len(fence["ticks"]) >= len(opened["ticks"]):
            yield words, begins, "\n".join(source)
            opened = None
        else:
            source.append(line.removeprefix(opened["indent"]))


def java(path):
    """The page's Java blocks: the words after java, the line, the source."""
    for words, line, source in blocks(path.read_text(encoding="utf-8")):
        if words[:1] == ["java"]:
            yield words[1:], line, source


def notebook(path):
    """The page's Java blocks as a notebook, and how many of them are not to be run."""
    cells, skipped = [], 0
    for words, line, source in java(path):
        if "no-run" in words:
            skipped += 1
        else:
            cells.append(v4.new_code_cell(source, metadata={"where": f"{path.name}:{line}"}))
    return v4.new_notebook(cells=cells), skipped
