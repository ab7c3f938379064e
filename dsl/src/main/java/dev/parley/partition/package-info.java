/** Who gets which rows, and which are held out. */
@org.jspecify.annotations.NullMarked
package dev.parley.partition;
