/** All choices in one value, its checks and its JSON. */
@org.jspecify.annotations.NullMarked
package dev.parley.plan;
