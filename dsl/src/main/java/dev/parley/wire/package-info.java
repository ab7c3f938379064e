/** Messages as bytes; they are counted here for all engines. */
@org.jspecify.annotations.NullMarked
package dev.parley.wire;
