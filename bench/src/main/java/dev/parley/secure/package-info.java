/** What a benchmark looks at inside secure sums. */
@org.jspecify.annotations.NullMarked
package dev.parley.secure;
