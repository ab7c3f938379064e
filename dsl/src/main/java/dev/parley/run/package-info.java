/** What came out. */
@org.jspecify.annotations.NullMarked
package dev.parley.run;
