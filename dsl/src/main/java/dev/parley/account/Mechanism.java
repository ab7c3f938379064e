package dev.parley.account;

/** Privacy spent by one or many rounds of noise: an entry of {@link Spending}, with all the accounts of it. */
public sealed interface Mechanism permits SampledGaussian, AllocatedGaussian, CorrelatedGaussian {
    /** Renyi divergence of all its rounds together, an upper bound in both directions. */
    double renyi(double order);

    /** The sum over its rounds of (sensitivity / sd)^2 as if each unit took part at its known rounds: mu squared. */
    double squares();

    /** Tells whether secret draws of the cohort make it spend less than {@link #squares} says. */
    boolean amplified();
}
