/** Our side of the benchmarks: work of known size, done for as long as asked. */
@org.jspecify.annotations.NullMarked
package dev.parley.bench;
