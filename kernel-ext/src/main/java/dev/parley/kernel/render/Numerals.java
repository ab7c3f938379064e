package dev.parley.kernel.render;

/** A row of large numbers with a word under each. */
public final class Numerals {
    private final Html html = Html.fragment().open("div", "class", "p-nums");

    /** One number more. */
    public Numerals add(String number, String what) {
        return add(number, what, "p-faint");
    }

    /** One that is bad news, marked by more than its colour. */
    public Numerals bad(String number, String what) {
        return add("⚠ " + number, what, "p-bad");
    }

    private Numerals add(String number, String what, String kind) {
        html.open("div")
                .leaf("b", number)
                .text(" ")
                .leaf("span", what, "class", kind)
                .close();
        return this;
    }

    /** The row. */
    public Html done() {
        return html.close();
    }
}
