package dev.parley.spark;

import dev.parley.fault.PlanException;

/** What goes wrong in Spark, in words of ours. */
final class Faults {
    private Faults() {}

    static String firstLine(Throwable thrown) {
        String text = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
        return text.lines().findFirst().orElse("").strip();
    }

    /** What a job's failure means for the training. */
    static RuntimeException of(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            String text = String.valueOf(each);
            for (String missing : new String[] {"ClassNotFoundException", "NoClassDefFoundError"}) {
                int at = text.indexOf(missing);
                if (at >= 0) {
                    String name = text.substring(at).lines().findFirst().orElse("");
                    return new PlanException("a class is missing on Spark's executors (" + name
                            + "); put the jar it is in on their class path: spark.jars, or --jars of spark-submit");
                }
            }
        }
        return new IllegalStateException(
                "Spark could not do the parties' work: " + firstLine(thrown)
                        + "; the finished rounds are kept, run.resume() goes on from there",
                thrown);
    }
}
