/** What crosses between coordinator and party, and nothing else. */
@org.jspecify.annotations.NullMarked
package dev.parley.message;
