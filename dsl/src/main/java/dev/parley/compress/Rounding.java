package dev.parley.compress;

/** A compressor that writes every number, less exactly: it suits parameters as well as their changes. */
public interface Rounding extends Compressor {}
