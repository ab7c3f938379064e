/** Whole files: written beside and renamed, sealed; records as JSON and back. */
@org.jspecify.annotations.NullMarked
package dev.parley.file;
