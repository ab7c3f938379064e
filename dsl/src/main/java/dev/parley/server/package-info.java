/** One update to the next global parameters. */
@org.jspecify.annotations.NullMarked
package dev.parley.server;
