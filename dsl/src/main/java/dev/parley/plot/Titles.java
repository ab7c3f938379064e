package dev.parley.plot;

/** Titles that fit on their chart. */
final class Titles {
    private static final int LONGEST = 76;

    private Titles() {}

    /** The text, cut where it would leave the chart. */
    static String cut(String text) {
        return cut(text, LONGEST);
    }

    static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1).stripTrailing() + "…";
    }
}
