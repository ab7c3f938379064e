/** Many updates to one. */
@org.jspecify.annotations.NullMarked
package dev.parley.aggregate;
