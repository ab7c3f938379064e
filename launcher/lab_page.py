"""A notebook open in JupyterLab, with what a person does there: run, stop, write, complete, look."""

import contextlib
import re
from urllib.parse import urlsplit

import kernelspec

# Not how long a thing may take: when to call it hung, on a machine that is busy with much else.
WAIT_MILLISECONDS = 180_000

# Writes down each state a live view (what has a progress bar) was seen in, by cell and output.
WATCH = """() => {
    window.frames_seen = {};
    const look = () => document.querySelectorAll('.jp-CodeCell').forEach((cell, i) => {
        const running = cell.querySelector('.jp-InputPrompt').textContent.includes('*');
        cell.querySelectorAll('.jp-OutputArea-child').forEach((output, j) => {
            const bar = output.querySelector('.parley [role=progressbar]');
            if (!bar) return;
            const seen = ((window.frames_seen[i] ??= {})[j] ??= []);
            const text = output.querySelector('.parley').textContent.replace(/^.*}\\s*/s, '');
            if (!seen.length || seen[seen.length - 1].text !== text) {
                seen.push({text, running, round: Number(bar.getAttribute('aria-valuenow'))});
            }
        });
    });
    new MutationObserver(look).observe(document.body, {childList: true, subtree: true});
}"""


class LabPage:
    """One browser page on one JupyterLab; cells are counted among the code cells, from 0."""

    def __init__(self, browser, server, width=1180, height=1300, scale=1):
        self.server, self.elsewhere = server, []
        self.context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=scale)
        self.context.set_default_timeout(WAIT_MILLISECONDS)
        self.page = self.context.new_page()
        self.page.route("**/*", self.only_here)

    def only_here(self, route):
        """Nothing may come from another machine: it is refused, and written down."""
        if urlsplit(route.request.url).hostname in (urlsplit(self.server.url).hostname, None):
            route.continue_()
        else:
            self.elsewhere.append(route.request.url)
            route.abort()

    def open(self, name):
        self.page.goto(f"{self.server.url}lab/tree/{name}?reset&token={self.server.token}")
        self.cell(0).wait_for()
        # A cell run before the page has its kernel is not run at all. (Unknown: this kernel says it is idle when it was busy.)
        there = re.compile(re.escape(kernelspec.DISPLAY_NAME) + r" \| (Unknown|Idle|Busy)")
        self.page.locator(".jp-StatusBar-TextItem").filter(has_text=there).wait_for()
        self.page.evaluate(WATCH)

    def cell(self, number):
        return self.page.locator(".jp-CodeCell").nth(number)

    def cells(self):
        return self.page.locator(".jp-CodeCell").count()

    def menu(self, *words):
        """Opens a menu by its word in the bar, then each word of the way."""
        self.page.get_by_role("menuitem", name=words[0], exact=True).click()
        for word in words[1:-1]:
            self.item(word).hover()
        self.item(words[-1]).click()

    def item(self, word):
        label = self.page.locator(".lm-Menu-itemLabel").get_by_text(word, exact=True)
        return self.page.locator(".lm-Menu-item").filter(has=label).last

    def run_all(self):
        self.menu("Run", "Run All Cells")

    def theme(self, name):
        self.menu("Settings", "Theme", name)
        light = "true" if name.endswith("Light") else "false"
        self.page.locator(f"body[data-jp-theme-light={light}]").wait_for(state="attached")
        # The new theme comes behind a veil.
        self.page.locator("#jupyterlab-splash").wait_for(state="detached")

    def edit(self, number):
        """Puts the cursor at the end of a cell's source."""
        self.cell(number).locator(".cm-content").click()
        self.cell(number).locator(".cm-editor.cm-focused").wait_for()
        self.page.keyboard.press("Control+End")

    def run(self, number):
        self.edit(number)
        self.page.keyboard.press("Shift+Enter")

    def stop(self):
        self.page.locator(".jp-NotebookPanel-toolbar [data-jp-item-name=interrupt] jp-button").click()

    def save(self):
        self.page.keyboard.press("Control+s")
        self.page.locator(".jp-Document .lm-TabBar-tab.jp-mod-dirty, .lm-DockPanel-tabBar .jp-mod-dirty").wait_for(state="detached")

    def wait_ended(self, number):
        """Until the cell has its number again."""
        self.page.wait_for_function(
            "i => /\\d/.test(document.querySelectorAll('.jp-CodeCell')[i]?.querySelector('.jp-InputPrompt').textContent)",
            arg=number,
        )

    def wait_moving(self, number, frames, rounds):
        """Until a live view of the cell was seen in so many states while it ran, and so many rounds were done."""
        self.page.wait_for_function(
            """([i, n, r]) => Object.values(frames_seen[i] ?? {}).map(seen => seen.filter(frame => frame.running))
                .some(seen => seen.length >= n && seen.at(-1).round >= r)""",
            arg=[number, frames, rounds],
        )

    def wait_training(self, number):
        """Until the strip shows parties at work."""
        self.at_work(number).first.wait_for(state="attached")

    def at_work(self, number):
        return self.cell(number).locator("rect title").get_by_text(", training")

    def wait_output(self, number, words):
        self.cell(number).locator(".jp-OutputArea-output").get_by_text(words).first.wait_for()

    def frames(self, number):
        """The states each live view of a cell was seen in, in order."""
        return self.page.evaluate("i => Object.values(window.frames_seen[i] ?? {})", number)

    def output(self, number):
        return self.cell(number).locator(".jp-OutputArea").first.inner_text()

    def source(self, number):
        return "\n".join(self.cell(number).locator(".cm-line").all_inner_texts())

    def picture(self, name):
        """Of the whole page, in the server's folder."""
        self.page.screenshot(path=str(self.server.folder / name))

    def cell_picture(self, number, path):
        """Of a cell with its output, without the frame of the next cell, which is the active one."""
        self.page.mouse.move(0, 0)
        self.cell(number).scroll_into_view_if_needed()
        box = self.cell(number).bounding_box()
        self.page.screenshot(path=str(path), clip={**box, "height": box["height"] - 4})

    def show(self, number):
        """Scrolls until the cell begins at the top."""
        self.cell(number).evaluate("cell => cell.scrollIntoView({block: 'start'})")

    def close(self):
        self.context.close()


@contextlib.contextmanager
def lab_page(browser, server, **size):
    made = LabPage(browser, server, **size)
    try:
        yield made
    finally:
        made.close()
