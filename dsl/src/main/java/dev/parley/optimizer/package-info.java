/** Local steps, and the rate over rounds. */
@org.jspecify.annotations.NullMarked
package dev.parley.optimizer;
