package dev.parley;

import dev.parley.partition.ByColumn;
import dev.parley.partition.Pathological;
import dev.parley.partition.QuantitySkew;
import dev.parley.partition.Shards;
import dev.parley.table.Source;

/**
 * Words for who gets which rows: {@code dataset("mnist").split(100, shards(2))}. {@code iid()} and {@code dirichlet(a)}
 * are in {@link Parley}.
 */
public final class Partitions {
    private Partitions() {}

    /**
     * Rows sorted by class and cut into shards, so many a party (McMahan et al. 2017).
     *
     * <p>With 2 shards most parties see 2 classes. A numeric target is sorted by its value. Source: AISTATS 2017,
     * section 3.
     *
     * <p>Example: {@code dataset("mnist").split(100, shards(2))}
     *
     * @param perParty shards a party, at least 1
     * @throws dev.parley.fault.DataException below 1, and in {@code split} where there are more shards than rows
     */
    public static Shards shards(int perParty) {
        return new Shards(perParty);
    }

    /**
     * A fixed number of classes a party.
     *
     * <p>The rows of a class are divided evenly among the parties that hold it; all classes are held about equally
     * often. A numeric target is dealt by tenths of its rows. Source: Li et al., ICDE 2022, section IV.
     *
     * <p>Example: {@code dataset("digits").split(10, pathological(2))}
     *
     * @param classes how many, from 1 to the number of classes
     * @throws dev.parley.fault.DataException below 1, and in {@code split} where there are fewer classes, where a class
     *     is left over, or where it has fewer rows than parties that are to hold it
     */
    public static Pathological pathological(int classes) {
        return new Pathological(classes);
    }

    /**
     * Equal mixtures, unequal sizes drawn from a Dirichlet distribution.
     *
     * <p>The draw is made again, at most 1000 times, until each party has at least 1 row; {@code .minRows(n)} asks for
     * more. Source: Li et al., ICDE 2022, section IV.
     *
     * <p>Example: {@code dataset("digits").split(10, quantitySkew(0.5).minRows(5))}
     *
     * @param alpha concentration, from 0.0001 to 1000000; the smaller, the more unequal
     * @throws dev.parley.fault.DataException for another alpha, and in {@code split} where no draw gives all enough rows
     */
    public static QuantitySkew quantitySkew(double alpha) {
        return new QuantitySkew(alpha);
    }

    /**
     * A party for each value of a column.
     *
     * <p>Parties are named by the values, in their order; the column is no feature then.
     *
     * <p>Example: {@code csv("patients.csv").target("diagnosis").split(byColumn("hospital"))}
     *
     * @param column its name
     * @throws dev.parley.fault.DataException in {@code split}, where there is no such column or a value of it is missing
     */
    public static ByColumn byColumn(String column) {
        return new ByColumn(column);
    }

    /**
     * A party for each file of a folder.
     *
     * <p>Parties are named by the files, without their endings. The same as {@code byColumn("file")}.
     *
     * <p>Example: {@code folder("sites/*.csv").target("stage").split(byFile())}
     *
     * @throws dev.parley.fault.DataException in {@code split}, where the rows are not a folder's
     */
    public static ByColumn byFile() {
        return new ByColumn(Source.FILE);
    }
}
