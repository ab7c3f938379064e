/** Layers at work. */
@org.jspecify.annotations.NullMarked
package dev.parley.layer.internal.stage;
