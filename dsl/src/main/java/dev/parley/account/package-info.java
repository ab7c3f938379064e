/** Privacy accounts: epsilon and delta of noise, counted over rounds by several methods. */
@org.jspecify.annotations.NullMarked
package dev.parley.account;
