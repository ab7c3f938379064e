/** Numeric rows by index, and a party's own view of them. */
@org.jspecify.annotations.NullMarked
package dev.parley.example;
