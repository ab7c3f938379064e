/** The sentences and the words: a notebook has all of them, Java imports {@code Parley.*} and the themes it speaks of. */
@org.jspecify.annotations.NullMarked
package dev.parley;
