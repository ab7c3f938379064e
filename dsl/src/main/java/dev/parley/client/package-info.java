/** What a party does in a round. */
@org.jspecify.annotations.NullMarked
package dev.parley.client;
