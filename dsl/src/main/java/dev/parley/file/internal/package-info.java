/** Arrays as the safetensors format has them, and trees taken apart: only {@code dev.parley.file} calls it. */
@org.jspecify.annotations.NullMarked
package dev.parley.file.internal;
