/** Bounds and noise on what is sent. */
@org.jspecify.annotations.NullMarked
package dev.parley.privacy;
