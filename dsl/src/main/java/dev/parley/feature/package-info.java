/** Round 0: statistics of parties, and the way from raw rows to inputs. */
@org.jspecify.annotations.NullMarked
package dev.parley.feature;
