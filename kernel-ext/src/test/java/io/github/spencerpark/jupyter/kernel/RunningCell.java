package io.github.spencerpark.jupyter.kernel;

import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.messages.ContentType;
import java.util.ArrayList;
import java.util.List;

/** A cell that runs in a kernel of the base library, without sockets; it keeps what the kernel publishes. */
public final class RunningCell extends ShellReplyEnvironment {
    private final List<Object> published = new ArrayList<>();

    private RunningCell() {
        super(null, null, null, null);
    }

    /** Things that the kernel publishes while the code runs. */
    public static List<Object> published(BaseKernel kernel, Runnable code) {
        RunningCell cell = new RunningCell();
        kernel.getIO().setEnv(cell);
        try {
            code.run();
        } finally {
            kernel.getIO().retractEnv(cell);
        }
        return cell.published;
    }

    @Override
    public <T extends ContentType<T>> void publish(T content) {
        published.add(content);
    }
}
