package dev.parley.kernel.word;

/** Finds the call that a place in source is an argument of. */
final class Enclosing {
    private Enclosing() {}

    /**
     * The name before the innermost parenthesis that is open at the place; empty where there is none, or where a
     * statement stands between them, as in the body of a lambda.
     */
    static String call(String source, int place) {
        int closed = 0;
        for (int i = Math.min(place, source.length()) - 1; i >= 0; i--) {
            char c = source.charAt(i);
            if (c == '{' || c == '}' || c == ';') {
                return "";
            } else if (c == ')') {
                closed++;
            } else if (c == '(' && closed-- == 0) {
                return nameBefore(source, i);
            }
        }
        return "";
    }

    private static String nameBefore(String source, int end) {
        int start = end;
        while (start > 0 && Character.isJavaIdentifierPart(source.charAt(start - 1))) {
            start--;
        }
        return source.substring(start, end);
    }
}
