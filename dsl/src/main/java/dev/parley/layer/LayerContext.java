package dev.parley.layer;

/**
 * Position of a layer in a network.
 *
 * @param batch the largest number of rows
 * @param depth number of layers before it
 * @param offset where its arrays begin in the flat parameter vector
 * @param isFirst whether nothing before it learns, so that nobody needs the gradient by its inputs
 * @param mayOverwrite whether the layer before has no use for its own outputs afterwards
 */
public record LayerContext(int batch, int depth, int offset, boolean isFirst, boolean mayOverwrite) {}
