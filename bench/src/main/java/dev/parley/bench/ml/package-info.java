/** The same rows given to Spark ML and to Parley. */
@org.jspecify.annotations.NullMarked
package dev.parley.bench.ml;
