/** Sums of updates that nobody sees one by one. */
@org.jspecify.annotations.NullMarked
package dev.parley.secure;
