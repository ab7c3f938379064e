/** A program for {@code spark-submit}. */
@org.jspecify.annotations.NullMarked
package dev.parley.spark.sample;
