package dev.parley.spark;

import dev.parley.fault.DataException;
import dev.parley.fault.PlanException;

/** Faults of Spark, in words of ours. */
final class Faults {
    private static final String UNUSABLE = "dev.parley.fault.DataException: ";
    private static final String REFUSED = "dev.parley.fault.PlanException: ";

    private Faults() {}

    static String firstLine(Throwable thrown) {
        String text = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
        return text.lines().findFirst().orElse("").strip();
    }

    /** Translates a job's failure for the training. */
    static RuntimeException of(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            String text = String.valueOf(each);
            for (String missing : new String[] {"ClassNotFoundException", "NoClassDefFoundError"}) {
                int at = text.indexOf(missing);
                if (at >= 0 && !text.contains("Could not initialize class")) {
                    String name = text.substring(at).lines().findFirst().orElse("");
                    return new PlanException("a class is missing on Spark's executors (" + name
                            + "); put the jar it is in on their class path: spark.jars, or --jars of spark-submit");
                }
            }
        }
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            String text = String.valueOf(each.getMessage());
            int rows = text.indexOf(UNUSABLE);
            if (rows >= 0) {
                return new DataException(text.substring(rows + UNUSABLE.length())
                        .lines()
                        .findFirst()
                        .orElse(""));
            }
            int at = text.indexOf(REFUSED);
            if (at >= 0) {
                return new PlanException("Spark's executors refuse the parties' half of the plan: "
                        + text.substring(at + REFUSED.length())
                                .lines()
                                .findFirst()
                                .orElse("")
                        + "; a record of your own has to be in a jar on their class path, declared by the service "
                        + "dev.parley.file.Choices");
            }
        }
        return new IllegalStateException(
                "Spark could not do the parties' work: " + firstLine(thrown)
                        + "; the finished rounds are kept, run.resume() goes on from there",
                thrown);
    }
}
