/** Access to secure sums for benchmarks. */
@org.jspecify.annotations.NullMarked
package dev.parley.secure;
