package dev.parley.layer;

/** Max pooling at work: remembers where each largest number was. */
final class MaxPoolStage implements Stage {
    private final Windows windows;
    private final int channels;
    private final int inputs;
    private final int outputs;
    private final Activations out;
    private final Activations below;
    private final int[] places;

    MaxPoolStage(Windows windows, Spot spot) {
        this.windows = windows;
        this.channels = windows.in().channels();
        this.inputs = windows.in().size();
        this.outputs = windows.count() * channels;
        this.out = new Activations(spot.batch(), outputs);
        this.below = new Activations(spot.batch(), inputs);
        this.places = new int[spot.batch() * outputs];
    }

    @Override
    public Activations forward(Activations in, int n, Pass pass) {
        float[] x = in.read(n);
        float[] y = out.fill();
        int to = 0;
        for (int image = 0; image < n * inputs; image += inputs) {
            for (int row = 0; row < windows.height(); row++) {
                for (int column = 0; column < windows.width(); column++) {
                    int line = row * windows.stride() * windows.in().width();
                    largest(x, image + (line + column * windows.stride()) * channels, y, to);
                    to += channels;
                }
            }
        }
        return out;
    }

    private void largest(float[] x, int corner, float[] y, int to) {
        int line = windows.in().width() * channels;
        int kernel = windows.kernel();
        for (int c = 0; c < channels; c++) {
            int best = corner + c;
            float most = x[best];
            for (int u = 0; u < kernel; u++) {
                for (int v = 0; v < kernel; v++) {
                    int at = corner + u * line + v * channels + c;
                    if (x[at] > most) {
                        most = x[at];
                        best = at;
                    }
                }
            }
            y[to + c] = most;
            places[to + c] = best;
        }
    }

    @Override
    public Activations backward(Activations gradient, int n, Pass pass) {
        float[] d = gradient.read(n);
        float[] dx = below.zeros(n);
        for (int i = 0; i < n * outputs; i++) {
            dx[places[i]] += d[i];
        }
        return below;
    }

    @Override
    public void close() {
        out.close();
        below.close();
    }
}
