package dev.parley.train;

import dev.parley.account.Account;
import dev.parley.data.Parties;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.plan.Kind;
import dev.parley.plan.Plan;
import dev.parley.plan.Program;
import dev.parley.run.RunText;
import dev.parley.wire.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Works out what a training comes to, without any of its work. */
final class Explaining {
    private Explaining() {}

    /** The messages: of one party in one round, and of all parties in all rounds. */
    static void costs(Plan plan, Course course, Parties parties, Map<String, String> into) {
        int rounds = course.pace().rounds();
        double cohort = plan.kind() == Kind.FEDERATION ? plan.participation().expected(parties.size()) : parties.size();
        Program program = course.program();
        into.put(
                "rounds",
                String.format(Locale.ROOT, "%,d, of %,.1f parties of %,d in the mean", rounds, cohort, parties.size()));
        long numbers = program.layout().length();
        into.put("model", program.model() + ", " + String.format(Locale.ROOT, "%,d", numbers) + " parameters");
        if (plan.kind().sends()) {
            int vectors = Math.max(1, program.client().summed().size());
            long down = vectors * down(program);
            long up = vectors * up(program);
            into.put(
                    "bytes",
                    "a party sends " + RunText.bytes(up) + " a round and is sent " + RunText.bytes(down)
                            + (plan.compression().isPresent() ? ", before compression" : "") + "; all rounds "
                            + RunText.bytes(Math.round(rounds * cohort * up)) + " up, "
                            + RunText.bytes(Math.round(rounds * cohort * down)) + " down");
        }
        long rule = course.rule().bytes(numbers, (int) Math.ceil(cohort));
        into.put(
                "memory",
                RunText.bytes(numbers * Float.BYTES) + " of parameters, " + RunText.bytes(rule)
                        + " to combine updates of a round");
    }

    /** The accounts of all rounds, as if each party took part in each. */
    static void privacy(List<Account> accounts, Map<String, String> into) {
        into.put(
                "privacy",
                accounts.isEmpty()
                        ? "nobody's: nothing in the plan adds noise for it"
                        : accounts.stream().map(Account::toString).collect(Collectors.joining("\n")));
    }

    private static long down(Program program) {
        try (ParamVector zeros = ParamVector.zeros(program.layout())) {
            Turn turn = new Turn(1, 1, Turn.TRAIN, true);
            return messages(program).size(new Broadcast(turn, new Seed(0), Payload.of(Update.PARAMS, zeros)));
        }
    }

    private static long up(Program program) {
        try (ParamVector zeros = ParamVector.zeros(program.layout())) {
            return messages(program)
                    .size(new Update(new Member(0, "party-1", 1), 1, Payload.of(Update.DELTA, zeros), Work.NONE));
        }
    }

    private static Messages messages(Program program) {
        return new Messages(program.codec(), program.layout());
    }
}
