/** Runs and models in files. */
@org.jspecify.annotations.NullMarked
package dev.parley.run.kept;
