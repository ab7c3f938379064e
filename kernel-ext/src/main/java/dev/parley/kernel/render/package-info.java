/** One file a value shown; {@link dev.parley.kernel.render.Rendering} is the table of them. */
@org.jspecify.annotations.NullMarked
package dev.parley.kernel.render;
