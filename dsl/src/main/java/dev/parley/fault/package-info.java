/** Faults, said to the user: asked, found, do. */
@org.jspecify.annotations.NullMarked
package dev.parley.fault;
