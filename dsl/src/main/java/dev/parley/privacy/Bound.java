package dev.parley.privacy;

/** The most that a party's update may change a sum: a norm that is known, or one that is learned. */
public sealed interface Bound permits Clip, AdaptiveClip {}
