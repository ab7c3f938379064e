package dev.parley.result;

/** A party's part in a round. */
public enum Part {
    /** It was drawn, and worked or failed. */
    DRAWN,
    /** It was asked before the draw, and was not drawn. */
    ASKED,
    /** It was drawn, and left before the end. */
    LEFT;

    /** The word that tables and files have for it. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The part of who had both in a round. */
    Part and(Part other) {
        return this == LEFT || other == LEFT ? LEFT : this == DRAWN ? this : other;
    }
}
