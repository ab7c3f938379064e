package dev.parley.kernel.render;

import java.util.Arrays;
import java.util.Optional;

/** A refusal or failure of ours: its message, and the user's own line; no frames of the library or the kernel. */
final class FaultView {
    private FaultView() {}

    static Bundle of(RuntimeException fault) {
        String message = String.valueOf(fault.getMessage());
        Html html = Html.view().open("div", "class", "p-fault", "role", "alert");
        html.leaf("div", "⚠ " + fault.getClass().getSimpleName(), "class", "p-name p-bad");
        message.lines().forEach(line -> html.leaf("div", line));
        Throwable source = fault.getCause() == null ? fault : fault.getCause();
        if (source != fault) {
            html.leaf("div", source, "class", "p-cap");
        }
        userLine(source).ifPresent(line -> html.leaf("div", "at " + line, "class", "p-cap"));
        return Bundle.text(fault.getClass().getSimpleName() + ": " + message).html(html);
    }

    private static Optional<String> userLine(Throwable fault) {
        return Arrays.stream(fault.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("REPL."))
                .map(frame -> "cell line " + frame.getLineNumber())
                .findFirst();
    }
}
