/** Scripts of snippets, fed whole to JShell as a notebook would. */
@org.jspecify.annotations.NullMarked
package dev.parley.kernel.shell;
