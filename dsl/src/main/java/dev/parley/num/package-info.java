/** The vector and the randomness everything is made of. */
@org.jspecify.annotations.NullMarked
package dev.parley.num;
