/** Tables and images become parties. */
@org.jspecify.annotations.NullMarked
package dev.parley.data;
