/** Parties' work on Apache Spark: one organisation's machines. */
@org.jspecify.annotations.NullMarked
package dev.parley.spark;
