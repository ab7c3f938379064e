package dev.parley.train;

import dev.parley.account.Account;
import dev.parley.account.Attended;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.plan.Accounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** Remembers what all private trainings of this process have spent on the same parties, also those that ended early. */
public final class SpentOn {
    private static final Map<Parties, List<Training>> ALL = new WeakHashMap<>();

    private SpentOn() {}

    /** One training's part. */
    private record Training(Accounts accounts, Attended attended) {}

    /**
     * Counts a training.
     *
     * @param before what of it was counted already, where it was gone on with
     */
    static synchronized void add(Parties parties, Accounts accounts, Attended attended, Attended before) {
        if (accounts.isEmpty()) {
            return;
        }
        List<Training> trainings = ALL.computeIfAbsent(parties, first -> new ArrayList<>());
        trainings.remove(new Training(accounts, before));
        trainings.add(new Training(accounts, attended));
    }

    /**
     * The accounts of all of them together.
     *
     * @throws PlanException where there are none
     */
    public static synchronized List<Account> accounts(Parties parties) {
        List<Training> trainings = ALL.getOrDefault(parties, List.of());
        if (trainings.isEmpty()) {
            throw new PlanException(
                    "account(parties) adds up private trainings of this process on a split, but there was none"
                            + " on this one; give it the split itself, as it was trained on");
        }
        return Accounts.together(
                trainings.stream().map(Training::accounts).toList(),
                trainings.stream().map(Training::attended).toList());
    }
}
