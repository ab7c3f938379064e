/** What networks are built of: layers, described and at work. */
@org.jspecify.annotations.NullMarked
package dev.parley.layer;
