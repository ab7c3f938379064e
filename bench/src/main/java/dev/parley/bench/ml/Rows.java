package dev.parley.bench.ml;

import dev.parley.data.Parties;
import dev.parley.example.Examples;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Parley's numeric rows as Spark ML wants them: a column of vectors, sparse where that is smaller, a column of classes. */
final class Rows {
    private static final StructType SCHEMA = new StructType(new StructField[] {
        DataTypes.createStructField("label", DataTypes.DoubleType, false),
        DataTypes.createStructField("features", org.apache.spark.ml.linalg.SQLDataTypes.VectorType(), false)
    });

    private Rows() {}

    /** All training rows, dealt to as many slices as there are cores, and kept in memory. */
    static Dataset<Row> training(SparkSession session, Parties pooled) {
        return kept(session, pooled.all().get(0).examples());
    }

    /** The rows that are held out. */
    static Dataset<Row> test(SparkSession session, Parties pooled) {
        return kept(session, pooled.test());
    }

    private static Dataset<Row> kept(SparkSession session, Examples from) {
        int width = from.width();
        List<Row> rows = IntStream.range(0, from.size())
                .mapToObj(row -> {
                    float[] read = new float[width];
                    from.read(new int[] {row}, 0, 1, read);
                    double[] features = new double[width];
                    for (int i = 0; i < width; i++) {
                        features[i] = read[i];
                    }
                    return RowFactory.create(
                            (double) from.target(row), Vectors.dense(features).compressed());
                })
                .toList();
        JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
        Dataset<Row> frame = session.createDataFrame(context.parallelize(rows, context.defaultParallelism()), SCHEMA)
                .persist();
        frame.count();
        return frame;
    }
}
