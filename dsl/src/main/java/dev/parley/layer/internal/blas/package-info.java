/** Products and buffers on native memory. */
@org.jspecify.annotations.NullMarked
package dev.parley.layer.internal.blas;
