/** Parley's words as their sources have them: for {@code %help}, and for hints where a cell does not compile. */
@org.jspecify.annotations.NullMarked
package dev.parley.kernel.word;
