/** Parameters to predictions, loss and gradient: the inner loop. */
@org.jspecify.annotations.NullMarked
package dev.parley.model;
