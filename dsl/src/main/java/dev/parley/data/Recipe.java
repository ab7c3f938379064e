package dev.parley.data;

import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.feature.Features;
import dev.parley.partition.HoldOut;
import dev.parley.partition.Partition;
import dev.parley.table.Origin;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How parties came about, so that they can be made again: where the rows are from, what was chosen, how they were dealt.
 *
 * @param origin where the rows come from, with their checksum
 * @param name of the data set, for people
 * @param rows how many there were in all
 * @param target the column to be predicted
 * @param task whether it is a class or a number
 * @param train share of training rows; 0 where nothing was said
 * @param valid share of validation rows
 * @param seed of the hold-out
 * @param features how columns become numbers
 * @param without columns that are no features
 * @param parties how many the rows were dealt to
 * @param partition how
 * @param splitSeed by which seed
 * @param targetScale how a number to be predicted is scaled
 * @param partyTest share that each party keeps for its own test; 0 where none
 */
public record Recipe(
        Origin origin,
        String name,
        int rows,
        String target,
        Task task,
        double train,
        double valid,
        long seed,
        Features features,
        List<String> without,
        int parties,
        Partition partition,
        long splitSeed,
        Features targetScale,
        double partyTest) {
    public Recipe {
        without = List.copyOf(without);
    }

    static Recipe of(Dataset data, int parties, Partition partition, long splitSeed, double partyTest) {
        DataChoices choices = data.choices();
        return new Recipe(
                data.origin(),
                data.name(),
                data.size(),
                data.targetName(),
                data.task(),
                choices.holdOut().map(HoldOut::train).orElse(0.0),
                choices.holdOut().map(HoldOut::valid).orElse(0.0),
                choices.seed(),
                choices.features(),
                List.copyOf(choices.without()),
                parties,
                partition,
                splitSeed,
                choices.scaling(),
                partyTest);
    }

    /**
     * The same parties again, from where the rows came from.
     *
     * @param todo how rows are given that no file holds
     * @throws DataException where the rows are not there, or are others
     */
    public Parties parties(String asked, String todo) {
        List<String> where = origin.where();
        return over(
                switch (origin.kind()) {
                    case NAMED -> Dataset.named(where.get(0));
                    case CSV -> unchanged(Dataset.csv(where.get(0)), asked).charset(origin.charset());
                    case IMAGES -> Dataset.images(where.get(0), where.get(1));
                    case TABLE ->
                        throw new DataException(asked + " needs the rows of '" + name
                                + "', a table made by hand, which no file holds; give the data set again: " + todo);
                },
                asked);
    }

    /**
     * The same parties again, of rows that are given.
     *
     * @throws DataException where the rows are others
     */
    public Parties over(Dataset given, String asked) {
        if (!given.origin().sha256().equals(origin.sha256()) || given.size() != rows) {
            throw new DataException(asked + " needs the " + rows + " rows of '" + name + "' (sha256 "
                    + shortened(origin.sha256()) + "), but '" + given.name() + "' has " + given.size()
                    + " rows (sha256 " + shortened(given.origin().sha256())
                    + "); give the rows it was trained on, or train anew on these");
        }
        DataChoices choices = new DataChoices(
                Optional.of(target),
                Optional.of(task),
                train == 0 ? Optional.empty() : Optional.of(new HoldOut(train, valid)),
                seed,
                features,
                java.util.Set.copyOf(without),
                Optional.of(targetScale));
        Parties split = given.choose(choices).split(parties, partition, splitSeed);
        return partyTest == 0 ? split : split.partyTest(partyTest);
    }

    /** Refuses another file before it is read as rows: a run from somebody else may name any. */
    private Dataset unchanged(Dataset file, String asked) {
        String found = file.origin().sha256();
        if (!found.equals(origin.sha256())) {
            throw new DataException(asked + " needs the " + rows + " rows of '" + name + "' (sha256 "
                    + shortened(origin.sha256()) + "), but "
                    + Path.of(origin.where().get(0)).toAbsolutePath().normalize() + " has the sha256 "
                    + shortened(found) + " now; give the rows it was trained on, or train anew on these");
        }
        return file;
    }

    private static String shortened(String sha256) {
        return sha256.substring(0, Math.min(12, sha256.length())) + "..";
    }
}
