/** Attackers of a simulation: what they send in place of honest updates. */
@org.jspecify.annotations.NullMarked
package dev.parley.attack;
