package dev.parley.data;

import dev.parley.feature.Coding;

/**
 * All that an engine needs to train on rows that lie elsewhere.
 *
 * @param rows where they are
 * @param request how their owners read and use them
 * @param coding how they become inputs
 */
public record Elsewhere(RowsElsewhere rows, SiteRequest request, Coding coding) {}
