/** A look at a split before the training: how the parties differ, and what that will mean. */
@org.jspecify.annotations.NullMarked
package dev.parley.doctor;
