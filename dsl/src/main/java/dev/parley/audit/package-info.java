/** Attacks on the privacy of rows and parties, and what they measure. */
@org.jspecify.annotations.NullMarked
package dev.parley.audit;
