/** Models that stay with their party. */
@org.jspecify.annotations.NullMarked
package dev.parley.personal;
