package dev.parley.num;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The numbers of a float INDArray, copied in one go: ND4J's own ways take an operation, or a check for each number. */
public final class ArrayFloats {
    private ArrayFloats() {}

    /** The elements in C order, a copy. */
    public static float[] of(INDArray array) {
        INDArray plain = isPlain(array) ? array : array.dup('c');
        float[] values = new float[Math.toIntExact(array.length())];
        new FloatPointer(plain.data().addressPointer()).get(values);
        if (plain != array) {
            plain.close();
        }
        return values;
    }

    /**
     * Overwrites an array's elements.
     *
     * @param array plain
     * @param values at least as many, in C order
     */
    public static void fill(INDArray array, float[] values) {
        if (!isPlain(array)) {
            throw new IllegalArgumentException("an array to be filled must lie in C order in memory of its own");
        }
        new FloatPointer(array.data().addressPointer()).put(values, 0, Math.toIntExact(array.length()));
    }

    /** Tells whether it lies in C order in memory of its own. */
    public static boolean isPlain(INDArray array) {
        return array.ordering() == 'c' && !array.isView();
    }
}
