package dev.parley.layer;

import dev.parley.fault.Check;
import dev.parley.layer.internal.stage.EmbeddingStage;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import java.util.Optional;

/**
 * A learned vector for each number of a row, which are whole numbers from 0 to vocabulary - 1: words, users, places.
 *
 * <p>A row of d numbers becomes 1 x d x size. Vectors start N(0, 1) / sqrt(size). It comes first, and the features must
 * be left as they are: {@code features(none())}.
 *
 * @param vocabulary how many different numbers there are
 * @param size length of a vector
 */
public record Embedding(int vocabulary, int size) implements Layer {
    public Embedding {
        Check.atLeastOne("embedding(vocabulary, size)'s vocabulary", vocabulary);
        Check.atLeastOne("embedding(vocabulary, size)'s size", size);
    }

    @Override
    public RowShape out(RowShape in) {
        return new RowShape(1, in.size(), size);
    }

    @Override
    public Layout arrays(RowShape in) {
        return Layout.empty().then("weight", vocabulary, size);
    }

    @Override
    public void initialize(RowShape in, ParamVector params, int offset, Seed seed) {
        float[] weights = new float[vocabulary * size];
        new Initialization.XavierNormal().fill(weights, size, size, seed); // variance 2 / (size + size)
        params.write(offset, weights, 0, weights.length);
    }

    @Override
    public Optional<String> rowsObjection(RowShape in) {
        return Optional.empty();
    }

    @Override
    public Stage open(RowShape in, LayerContext spot) {
        return new EmbeddingStage(this, in.size(), spot);
    }

    @Override
    public String toString() {
        return "embedding(" + vocabulary + ", " + size + ")";
    }
}
