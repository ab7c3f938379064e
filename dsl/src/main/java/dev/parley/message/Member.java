package dev.parley.message;

/**
 * A party as the coordinator knows it: never its rows, only how many they are.
 *
 * @param index its place in the split, from 0
 * @param name for instance {@code party-1}
 * @param examples number of its training rows
 */
public record Member(int index, String name, int examples) {}
