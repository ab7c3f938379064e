/** Layers of networks, described and at work. */
@org.jspecify.annotations.NullMarked
package dev.parley.layer;
