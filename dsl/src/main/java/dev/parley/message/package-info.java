/** Messages between coordinator and party: all that crosses, and nothing else. */
@org.jspecify.annotations.NullMarked
package dev.parley.message;
