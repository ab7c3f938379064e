/** Pictures: the only room that names XChart. */
@org.jspecify.annotations.NullMarked
package dev.parley.plot;
