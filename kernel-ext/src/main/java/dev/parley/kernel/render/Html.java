package dev.parley.kernel.render;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes HTML that escapes all it is given, and follows the light and dark themes of its page. */
public final class Html {
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    private Html() {}

    /** A fragment without a frame of its own, to be added to another. */
    public static Html fragment() {
        return new Html();
    }

    /** A view as it stands in a cell's output: a frame with the shared style. */
    public static Html view() {
        Html html = new Html().open("div", "class", "parley");
        html.out.append("<style>").append(Style.CSS).append("</style>");
        return html;
    }

    /** Text safe to stand between tags and in attributes. */
    public static String escape(Object value) {
        String text = String.valueOf(value);
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                // JupyterLab would typeset what stands between two of them as a formula.
                case '$' -> safe.append("<span>$</span>");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }

    /**
     * Opens an element.
     *
     * @param attributes names and values in turn
     */
    public Html open(String tag, Object... attributes) {
        start(tag, attributes);
        open.push(tag);
        return this;
    }

    /** Closes the element opened last. */
    public Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    public Html text(Object value) {
        out.append(escape(value));
        return this;
    }

    /** An element that holds text only. */
    public Html leaf(String tag, Object text, Object... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /** An element that holds nothing, as {@code img}. */
    public Html lone(String tag, Object... attributes) {
        start(tag, attributes);
        return this;
    }

    /** Markup made by another writer, as it is. */
    public Html add(Html other) {
        out.append(other.done());
        return this;
    }

    /** The markup, every element closed. */
    public String done() {
        while (!open.isEmpty()) {
            close();
        }
        return out.toString();
    }

    private void start(String tag, Object... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            out.append(attribute(attributes[i + 1])).append('"');
        }
        out.append('>');
    }

    private static String attribute(Object value) {
        return escape(value).replace("<span>$</span>", "&#36;");
    }
}
