/** The notebook side: what a kernel imports and shows by itself, through one small port. */
@org.jspecify.annotations.NullMarked
package dev.parley.kernel;
