/** The end of a cell: its running trainings come to rest, and its failure shows the user's own lines. */
@org.jspecify.annotations.NullMarked
package dev.parley.kernel.cell;
