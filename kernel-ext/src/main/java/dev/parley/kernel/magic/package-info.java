/** Magics: lines of a cell that begin with a percent sign. */
@org.jspecify.annotations.NullMarked
package dev.parley.kernel.magic;
