/** Whole files: written beside and renamed, sealed, with their vectors in them or beside; records as JSON and back. */
@org.jspecify.annotations.NullMarked
package dev.parley.file;
