/** Steps around a round's exchange, with a half on each side. */
@org.jspecify.annotations.NullMarked
package dev.parley.filter;
