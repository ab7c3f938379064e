/** Clients: the work of a party in a round. */
@org.jspecify.annotations.NullMarked
package dev.parley.client;
