package dev.parley;

import dev.parley.data.Dataset;
import dev.parley.doctor.AlphaSearch;
import dev.parley.partition.ByColumn;
import dev.parley.partition.Continuous;
import dev.parley.partition.InnerDirichlet;
import dev.parley.partition.Overlap;
import dev.parley.partition.Partition;
import dev.parley.partition.Pathological;
import dev.parley.partition.QuantitySkew;
import dev.parley.partition.Shards;
import dev.parley.partition.SizeLaw;
import dev.parley.partition.SizesByLaw;
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
     * Another deal, after which each party also has copies of others' rows.
     *
     * <p>Example: {@code dataset("digits").split(10, overlapping(0.2, dirichlet(0.5)))}
     *
     * @param share of its own number of rows that a party has more, above 0 and at most 1
     * @param inner how rows are dealt first
     * @throws dev.parley.fault.DataException for another share
     */
    public static Overlap overlapping(double share, Partition inner) {
        return new Overlap(share, inner);
    }

    /**
     * Equal mixtures, sizes by a law.
     *
     * <p>Each party gets at least 1 row. Example: {@code dataset("digits").split(10, quantitySkew(lognormal(1)))}
     *
     * @param law {@code lognormal(sd)}, {@code power(p)} or {@code geometric(r)}
     */
    public static SizesByLaw quantitySkew(SizeLaw law) {
        return new SizesByLaw(law);
    }

    /**
     * Sizes e^(sd z) with z ~ N(0, 1). Example: {@code quantitySkew(lognormal(0.3))}
     *
     * @param sd above 0 and at most 100; 0.3 is mild, 1 strong
     * @throws dev.parley.fault.DataException for another one
     */
    public static SizeLaw.Lognormal lognormal(double sd) {
        return new SizeLaw.Lognormal(sd);
    }

    /**
     * Sizes i^p for party i. Example: {@code quantitySkew(power(1))}
     *
     * @param exponent above 0 and at most 100; 1 is linear, 2 square
     * @throws dev.parley.fault.DataException for another one
     */
    public static SizeLaw.Power power(double exponent) {
        return new SizeLaw.Power(exponent);
    }

    /**
     * Each party r times as many rows as the one before. Example: {@code quantitySkew(geometric(1.5))}
     *
     * @param ratio above 0 and at most 100; 1 is even
     * @throws dev.parley.fault.DataException for another one
     */
    public static SizeLaw.Geometric geometric(double ratio) {
        return new SizeLaw.Geometric(ratio);
    }

    /**
     * Equal sizes, each party with a mixture of classes of its own drawn from a Dirichlet distribution.
     *
     * <p>Rows are drawn without replacement; where a class has run out, the others take its place. Source: Hsu, Qi and
     * Brown, 2019; Acar et al., ICLR 2021.
     *
     * <p>Example: {@code dataset("digits").split(10, innerDirichlet(0.3))}
     *
     * @param alpha concentration, from 0.0001 to 1000000; the smaller, the more unlike
     * @throws dev.parley.fault.DataException for another alpha
     */
    public static InnerDirichlet innerDirichlet(double alpha) {
        return new InnerDirichlet(alpha);
    }

    /**
     * Equal sizes, rows more or less in the order of a column of numbers.
     *
     * <p>Each row gets a score s z + (1 - s) N(0, 1), where z is its value in standard deviations from the mean.
     *
     * <p>Example: {@code dataset("diabetes").split(5, continuous("age", 0.8))}
     *
     * @param column of numbers without gaps
     * @param strictness s, from 0 (by chance) to 1 (by the column alone)
     * @throws dev.parley.fault.DataException for another strictness, and in {@code split} for another column
     */
    public static Continuous continuous(String column, double strictness) {
        return new Continuous(column, strictness);
    }

    /**
     * The concentration of {@code dirichlet(..)} that makes parties as unlike each other as is wanted.
     *
     * <p>Heterogeneity is that of {@code doctor(parties)}: the mean Jensen-Shannon distance of a party's classes to those of
     * all, by rows, here over five seeds. Example: {@code dirichlet(alphaFor(0.4, dataset("digits"), 10))}
     *
     * @param heterogeneity above 0 (alike) and below 1 (nothing in common)
     * @param data to be split
     * @param parties how many
     * @throws dev.parley.fault.PlanException where no concentration comes to it
     */
    public static double alphaFor(double heterogeneity, Dataset data, int parties) {
        return AlphaSearch.of(heterogeneity, data, parties);
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
