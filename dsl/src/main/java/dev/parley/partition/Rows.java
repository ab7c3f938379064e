package dev.parley.partition;

import dev.parley.example.Task;
import dev.parley.fault.DataException;
import dev.parley.table.Target;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Facts that a partition may know of the training rows it deals: their number, groups and order by target.
 *
 * <p>A group is a class, or for a numeric target a tenth of the rows by its size.
 */
public final class Rows {
    private final Target target;
    private final int[] groups;
    private final int[][] members;
    private final Function<String, List<String>> columns;

    public Rows(Target target, Function<String, List<String>> columns) {
        this.target = target;
        this.groups = target.groups();
        this.members = IntStream.range(0, target.groupCount())
                .mapToObj(group -> IntStream.range(0, groups.length)
                        .filter(row -> groups[row] == group)
                        .toArray())
                .toArray(int[][]::new);
        this.columns = columns;
    }

    /** Number of rows n; rows are numbered from 0. */
    public int size() {
        return groups.length;
    }

    /** Number of groups, some of which may be empty. */
    public int groupCount() {
        return target.groupCount();
    }

    /** Name of a group: the class, or {@code tenth 3}. */
    public String groupName(int group) {
        return target.task() == Task.CLASSIFICATION ? target.classes().get(group) : "tenth " + (group + 1);
    }

    /** The group of a row. */
    public int group(int row) {
        return groups[row];
    }

    /** The rows of a group, rising. */
    public int[] ofGroup(int group) {
        return members[group].clone();
    }

    /** All rows in the order of their target; equal targets in the order of the rows. */
    public int[] byTarget() {
        return IntStream.range(0, groups.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> target.values()[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * The values of a column as text, a row each.
     *
     * @throws DataException where there is no such column or a value is missing
     */
    public List<String> column(String name) {
        return columns.apply(name);
    }
}
