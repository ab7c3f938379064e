package dev.parley.kernel.shell;

import jdk.jshell.ExpressionSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;

/** The name under which a snippet's value is kept. */
final class Values {
    private Values() {}

    static String name(Snippet snippet) {
        if (snippet instanceof VarSnippet variable) {
            return variable.name();
        }
        return snippet instanceof ExpressionSnippet expression ? expression.name() : "";
    }
}
