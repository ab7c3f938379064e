package dev.parley;

import dev.parley.data.Dataset;
import dev.parley.layer.Layer;
import dev.parley.model.Cnn;
import dev.parley.model.Linear;
import dev.parley.model.Logistic;
import dev.parley.model.Mlp;
import dev.parley.model.SameDiffModel;
import dev.parley.model.Sequential;
import dev.parley.model.Softmax;
import dev.parley.partition.Dirichlet;
import dev.parley.partition.Iid;
import java.util.Arrays;
import java.util.List;
import tech.tablesaw.api.Table;

/** The words of {@link Parley} for data and models; public, since completion shows no words of a hidden class. */
public abstract sealed class DataWords permits AccountWords {
    DataWords() {}

    // Data
    /**
     * A data set that Parley brings.
     *
     * <p>Example: {@code dataset("breast-cancer").split(4, dirichlet(0.5))}
     *
     * @param name iris, wine, breast-cancer, diabetes, digits, mnist, fashion-mnist or heart-disease; {@code datasets()} lists them
     * @return the rows with their target; a value, each of whose steps returns another one
     * @throws dev.parley.fault.DataException where there is no set of that name
     */
    public static Dataset dataset(String name) {
        return Dataset.named(name);
    }

    /**
     * The data sets that Parley brings, a row each.
     *
     * <p>Example: {@code datasets()}
     *
     * @return name, rows, features, task, classes, target, licence and title
     */
    public static Table datasets() {
        return Dataset.catalog();
    }

    /**
     * A comma-separated file with a header; say {@code .target(column)} next.
     *
     * <p>Semicolons, tabs and bars separate as well. The file is plain or gzipped; its letters are UTF-8 unless
     * {@code .charset(name)} says otherwise. Empty cells, {@code NA}, {@code N/A}, {@code NaN}, {@code null} and
     * {@code ?} are missing values. They are filled with the mean or the most frequent value of the training rows; text
     * columns become one 0 or 1 a category, numbers are z-scored.
     *
     * <p>Steps say how a file is written: {@code .separator(';')}, {@code .decimal(',')}, {@code .skip(2)},
     * {@code .skipLast(1)}, {@code .comment('#')}, {@code .noHeader()}, {@code .missing("n.d.")}. Steps for columns:
     * {@code .only(..)}, {@code .without(..)}, {@code .category(..)}, {@code .text(..)}, {@code .date(..)},
     * {@code .dropRowsWithout(..)}. Steps for test rows: {@code .trainTest(0.7)}, {@code .latest(0.2, "when")},
     * {@code .testRows(csv("test.csv"))}. A run's file keeps them all.
     *
     * <p>Example: {@code csv("patients.csv").target("diagnosis")}
     *
     * @param path of the file
     * @throws dev.parley.fault.DataException where there is no such file, or, when its rows are first needed, where it is
     *     no table
     */
    public static Dataset csv(String path) {
        return Dataset.csv(path);
    }

    /**
     * Comma-separated files with the same columns, one below the other; say {@code .target(column)} next.
     *
     * <p>A column {@code file} says which file a row is from; it is no feature. {@code split(byFile())} makes a party of
     * each file. All that is said of {@code csv(path)} holds for each file.
     *
     * <p>Example: {@code folder("sites/*.csv").target("stage").split(byFile())}
     *
     * @param pattern a folder, or a pattern of names in it, where {@code *} stands for any letters
     * @throws dev.parley.fault.DataException where there is no such file, or, when rows are first needed, where one is no
     *     table or has other columns than the first
     */
    public static Dataset folder(String pattern) {
        return Dataset.folder(pattern);
    }

    /**
     * A table of your own; say {@code .target(column)} next.
     *
     * <p>The rows are copied, and treated as those of {@code csv(path)}. A run's file does not hold them:
     * {@code replay(path, mine)} is given them again.
     *
     * <p>Example: {@code data(table).target("y").split(4, iid())}
     *
     * @param table a column for the target and at least one more
     * @throws dev.parley.fault.DataException where it has no row
     */
    public static Dataset data(Table table) {
        return Dataset.of(table);
    }

    /**
     * Images and labels in IDX files, as MNIST has them; gzipped or not.
     *
     * <p>Pixels are scaled to [0, 1]; the target is called "label".
     *
     * <p>Example: {@code images("train-images.gz", "train-labels.gz").split(10, iid())}
     *
     * @param images path of the gray images, a byte a pixel
     * @param labels path of their labels, a byte an image
     * @throws dev.parley.fault.DataException where a file is missing or is not IDX, or the two do not belong together
     */
    public static Dataset images(String images, String labels) {
        return Dataset.images(images, labels);
    }

    // The commonest partitions
    /**
     * Rows dealt evenly and at random.
     *
     * <p>Parties differ by one row at most. What a plan takes that splits a data set and does not say how.
     *
     * <p>Example: {@code dataset("iris").split(3, iid())}
     */
    public static Iid iid() {
        return new Iid();
    }

    /**
     * Class by class in shares drawn from a Dirichlet distribution: the smaller alpha, the more unequal.
     *
     * <p>A numeric target is dealt by tenths of its rows. The draw is made again, at most 1000 times, until each party
     * has at least 1 row; {@code .minRows(n)} asks for more. Source: Yurochkin et al., ICML 2019, section 4.
     *
     * <p>Example: {@code dataset("breast-cancer").split(4, dirichlet(0.5))}
     *
     * @param alpha concentration, from 0.0001 to 1000000; 0.1 makes parties very different, 100 nearly equal
     * @throws dev.parley.fault.DataException for another alpha, and in {@code split} where no draw gives all enough rows
     */
    public static Dirichlet dirichlet(double alpha) {
        return new Dirichlet(alpha);
    }

    // Models
    /**
     * Linear regression.
     *
     * <p>y = w x + b with half the mean squared error as loss; w and b start at 0. Training on classes is refused.
     *
     * <p>Example: {@code federation().train(linear(), dataset("diabetes").split(4, iid()))}
     */
    public static Linear linear() {
        return new Linear();
    }

    /**
     * Logistic regression of two classes.
     *
     * <p>P(second class) = 1 / (1 + e^-(w x + b)) with cross-entropy as loss; w and b start at 0. Training on more
     * classes or on a number is refused.
     *
     * <p>Example: {@code federation().train(logistic(), dataset("breast-cancer").split(4, iid()))}
     */
    public static Logistic logistic() {
        return new Logistic();
    }

    /**
     * Multinomial logistic regression.
     *
     * <p>P(class) = softmax(W x + b) for two classes or more, with cross-entropy as loss; W and b start at 0. Training
     * on a number is refused.
     *
     * <p>Example: {@code federation().train(softmax(), dataset("iris").split(3, iid()))}
     */
    public static Softmax softmax() {
        return new Softmax();
    }

    /**
     * A multilayer perceptron with ReLU.
     *
     * <p>Loss: softmax cross-entropy for classes, half the mean squared error for a number. Weights start He normal,
     * biases at 0. {@code mlp(200, 200)} on MNIST is the 2NN of McMahan et al., AISTATS 2017.
     *
     * <p>Example: {@code federation().train(mlp(200, 200), dataset("mnist").split(100, shards(2)))}
     *
     * @param hidden units of each hidden layer, at least one layer and 1 unit; the output layer follows from the data
     * @throws dev.parley.fault.PlanException for no layer, or one below 1
     */
    public static Mlp mlp(int... hidden) {
        return new Mlp(Arrays.stream(hidden).boxed().toList());
    }

    /**
     * The convolutional network of McMahan et al. 2017, for images.
     *
     * <p>Two 5 x 5 convolutions of 32 and 64 filters, each with ReLU and 2 x 2 max pooling, 512 dense units with ReLU,
     * and the outputs (AISTATS 2017, section 3); 1,663,370 parameters for MNIST. Training on rows that are no images of
     * at least 4 x 4 pixels is refused.
     *
     * <p>Example: {@code federation().train(cnn(), dataset("mnist").split(100, iid()))}
     */
    public static Cnn cnn() {
        return new Cnn();
    }

    /**
     * Layers of your own, one after another: {@code sequential(dense(200), relu(), dense())}.
     *
     * <p>A layer's inputs follow from the data and the layers before it. Loss: softmax cross-entropy for classes, half
     * the mean squared error for a number. Training is refused where a layer does not fit what comes before it, or the
     * last one has not an output a class.
     *
     * <p>Example: {@code sequential(conv(32, 5), relu(), maxPool(2), flatten(), dense(512), relu(), dense())}
     *
     * @param layers at least one, of the words of {@link Layers}
     * @throws dev.parley.fault.PlanException where none is given
     */
    public static Sequential sequential(Layer... layers) {
        return new Sequential(List.of(layers));
    }

    /**
     * A graph of your own: {@code sameDiff((sd, x) -> sd.nn().linear(x, sd.var("w", 4, 3), sd.var("b", 3)))}.
     *
     * <p>Its variables are the parameters. A step costs milliseconds, where those of other models cost microseconds.
     * {@code .loss((sd, scores, y) -> ..)} trains on another loss than the usual one of {@code sequential(..)}.
     *
     * @param graph takes rows x (n x d) to scores (n x k: one for each class, or one for a number)
     */
    public static SameDiffModel sameDiff(SameDiffModel.Graph graph) {
        return new SameDiffModel("your own graph", graph);
    }

    /**
     * A graph of your own, with a name for tables and files.
     *
     * <p>A run's file keeps the name only: {@code replay(path, graph)} is given the graph again.
     *
     * <p>Example: {@code sameDiff("line", (sd, x) -> sd.nn().linear(x, sd.var("w", 4, 3), sd.var("b", 3)))}
     *
     * @param name what plans, tables and files call it
     * @param graph takes rows x (n x d) to scores (n x k: one for each class, or one for a number)
     */
    public static SameDiffModel sameDiff(String name, SameDiffModel.Graph graph) {
        return new SameDiffModel(name, graph);
    }
}
