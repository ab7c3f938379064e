/** The sentences: {@code import static dev.parley.Parley.*;} is all a notebook needs. */
@org.jspecify.annotations.NullMarked
package dev.parley;
