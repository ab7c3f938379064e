/** Files, tables and images as raw rows, and the sets that come with Parley. */
@org.jspecify.annotations.NullMarked
package dev.parley.table;
