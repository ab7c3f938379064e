/** How an update becomes bytes; bytes are counted here for all engines. */
@org.jspecify.annotations.NullMarked
package dev.parley.wire;
