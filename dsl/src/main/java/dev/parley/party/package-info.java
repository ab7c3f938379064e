/** A party at work: its side of the filters, and its memory. */
@org.jspecify.annotations.NullMarked
package dev.parley.party;
