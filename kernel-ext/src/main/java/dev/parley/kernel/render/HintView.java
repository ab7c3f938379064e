package dev.parley.kernel.render;

import dev.parley.kernel.word.Hint;

/** Advice for a cell that does not compile: a sentence, and code that is right. */
public final class HintView {
    private HintView() {}

    /** The advice as text and as a page fragment. */
    public static Bundle of(Hint hint) {
        Html html = Html.view().open("div", "class", "p-fault", "role", "alert");
        html.leaf("div", hint.headline(), "class", "p-name");
        hint.lines().forEach(line -> html.open("div").leaf("code", line).close());
        return Bundle.text(hint.text()).html(html);
    }
}
