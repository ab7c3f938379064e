/** Partitions of rows: those of each party, and those that are held out. */
@org.jspecify.annotations.NullMarked
package dev.parley.partition;
