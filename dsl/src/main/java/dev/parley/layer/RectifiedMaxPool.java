package dev.parley.layer;

/**
 * A max pooling and a rectifier, in either order, as one: the largest of rectified numbers is the rectified largest, to
 * the bit and in its gradient too. No word of users': a network is put together with it where the two meet.
 */
record RectifiedMaxPool(int size, int stride) implements Pooling {
    @Override
    public Stage open(RowShape in, LayerContext spot) {
        return Pooling.largest(windows(in), true, spot);
    }
}
