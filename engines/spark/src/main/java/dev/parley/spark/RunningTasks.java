package dev.parley.spark;

import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/** Counts the tasks of a training that are under way, since a cancelled job ends before its tasks do. */
final class RunningTasks extends SparkListener {
    private static final long PATIENCE_MILLIS = 10_000;

    private final String group;
    private final Set<Integer> stages = new HashSet<>();
    private final Set<Long> tasks = new HashSet<>();

    RunningTasks(String group) {
        this.group = group;
    }

    @Override
    public synchronized void onStageSubmitted(SparkListenerStageSubmitted stage) {
        Properties properties = stage.properties();
        if (properties != null && group.equals(properties.getProperty("spark.jobGroup.id"))) {
            stages.add(stage.stageInfo().stageId());
        }
    }

    @Override
    public synchronized void onTaskStart(SparkListenerTaskStart task) {
        if (stages.contains(task.stageId())) {
            tasks.add(task.taskInfo().taskId());
        }
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
        tasks.remove(task.taskInfo().taskId());
        notifyAll();
    }

    /** Waits until none is under way; not for ever, as an executor may be gone. */
    synchronized void awaitNone() {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        boolean interrupted = false;
        for (long left = PATIENCE_MILLIS; !tasks.isEmpty() && left > 0; left = end - System.currentTimeMillis()) {
            try {
                wait(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
