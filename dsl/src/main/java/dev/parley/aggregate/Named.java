package dev.parley.aggregate;

import dev.parley.message.Updates;
import dev.parley.num.ParamVector;

/**
 * A rule of the user's own with a name to print; a file keeps the name, never the code.
 *
 * @param name what plans, tables and charts call it
 * @param rule the rule
 */
public record Named(String name, Aggregation rule) implements Aggregation {
    @Override
    public ParamVector aggregate(Updates updates) {
        return rule.aggregate(updates);
    }

    @Override
    public String toString() {
        return "named(\"" + name + "\")";
    }
}
