/** What happens when a cell ends: its running trainings come to rest, and its failure shows the user's own lines. */
@org.jspecify.annotations.NullMarked
package dev.parley.kernel.cell;
