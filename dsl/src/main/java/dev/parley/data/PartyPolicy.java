package dev.parley.data;

import dev.parley.example.Policy;

/**
 * A party's policy.
 *
 * @param party its place in the split, from 0
 * @param policy its own
 */
public record PartyPolicy(int party, Policy policy) {}
