package dev.parley.kernel.render;

/** A refusal or failure of ours: its message, line by line, and what caused it. */
final class FaultView {
    private FaultView() {}

    static Bundle of(RuntimeException fault) {
        String message = String.valueOf(fault.getMessage());
        Html html = Html.view().open("div", "class", "p-fault", "role", "alert");
        html.leaf("div", "⚠ " + fault.getClass().getSimpleName(), "class", "p-name p-bad");
        message.lines().forEach(line -> html.leaf("div", line));
        if (fault.getCause() != null) {
            html.leaf("div", "caused by " + fault.getCause(), "class", "p-cap");
        }
        return Bundle.text(fault.getClass().getSimpleName() + ": " + message).html(html);
    }
}
