/** Displays that redraw themselves while a cell runs. */
@org.jspecify.annotations.NullMarked
package dev.parley.kernel.magic;
