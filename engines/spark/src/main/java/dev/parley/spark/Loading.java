package dev.parley.spark;

import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** Takes a slice's place to the slice, on its executor. */
final class Loading implements Function<Integer, Slice> {
    private static final long serialVersionUID = 1;

    private final Broadcast<Slice>[] rows;

    Loading(Broadcast<Slice>[] rows) {
        this.rows = rows.clone();
    }

    @Override
    public Slice call(Integer place) {
        return rows[place].value();
    }
}
