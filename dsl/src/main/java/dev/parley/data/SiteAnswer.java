package dev.parley.data;

import dev.parley.message.Payload;

/**
 * Answer of an owner of rows before the first round.
 *
 * @param name of the party
 * @param rows that it trains on
 * @param held rows that it keeps for its own test
 * @param statistics of round 0
 */
public record SiteAnswer(String name, int rows, int held, Payload statistics) {}
