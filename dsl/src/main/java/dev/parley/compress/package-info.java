/** Fewer bytes: lossy ways of writing vectors, and the filters that use them. */
@org.jspecify.annotations.NullMarked
package dev.parley.compress;
