package dev.parley.data;

import dev.parley.feature.Coding;
import dev.parley.message.Payload;
import java.util.List;

/**
 * All that an engine needs to train on rows that lie elsewhere.
 *
 * @param rows where they are
 * @param request how their owners read and use them
 * @param coding how they become inputs
 * @param told by each owner before
 */
public record Elsewhere(RowsElsewhere rows, SiteRequest request, Coding coding, List<Payload> told) {
    public Elsewhere {
        told = List.copyOf(told);
    }
}
