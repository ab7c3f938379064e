/** Convolutions and poolings by oneDNN. */
@org.jspecify.annotations.NullMarked
package dev.parley.layer.internal.onednn;
