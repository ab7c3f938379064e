package dev.parley.party;

import dev.parley.example.Party;
import dev.parley.fault.Check;
import dev.parley.fault.PartyException;
import dev.parley.filter.Answer;
import dev.parley.filter.Filter;
import dev.parley.filter.FilterNames;
import dev.parley.filter.LossAtStart;
import dev.parley.filter.PartySide;
import dev.parley.filter.Place;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Refusal;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.model.Learner;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Stop;
import dev.parley.num.VectorPool;
import dev.parley.optimizer.Probe;
import dev.parley.plan.Program;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A party's side of a program: answers broadcasts through the party's halves of all filters.
 *
 * <p>A failure is the party's, whatever its client or filters throw or answer, and takes its memory back to the last
 * finished round.
 */
public final class PartyAtWork {
    private final Program program;
    private final List<Filter> onion;
    private final List<String> names;
    private final Layout layout;
    private final double lossScale;

    /**
     * Tools of a party for one message.
     *
     * @param party the party, with its rows
     * @param member the party as the coordinator knows it
     * @param learner lent to it
     * @param state what it remembers
     * @param pool where vectors come from
     */
    public record Desk(Party party, Member member, Learner learner, PartyState state, VectorPool pool) {
        /** The same with the rows that the party sees in a round. */
        private Desk in(int round) {
            return with(party.in(round));
        }

        private Desk with(Party other) {
            return new Desk(other, member, learner, state, pool);
        }
    }

    /** A side that serves all parties of a program, one message at a time each. */
    public PartyAtWork(Program program) {
        this.program = program;
        this.onion = program.onion();
        this.names = FilterNames.of(onion);
        this.layout = program.layout();
        this.lossScale = program.model().lossScale(program.shape());
    }

    /**
     * Answers a broadcast.
     *
     * @return the update; its vectors are the caller's to close
     * @throws PartyException where the party fails
     * @throws CancellationException where the training is to stop
     */
    public Update answer(Broadcast from, Desk desk) {
        try {
            Desk now = desk.in(from.turn().round());
            Egress egress = Egress.of(program, from.turn(), now.party());
            egress.before(desk.state().memory().of(Egress.NAME));
            Desk seen = from.turn().step().equals(Turn.TRAIN) ? seeing(from, now) : now;
            Update update = checked(chain(from, seen, egress).to(from, side(0, from, seen)), desk.member());
            return egress.after(new Update(
                    update.from(),
                    update.examples(),
                    update.payload(),
                    update.work().lossesTimes(lossScale)));
        } catch (Egress.Refused e) {
            desk.state().rollBack();
            return new Update(desk.member(), 0, Refusal.of(String.valueOf(e.getMessage())), Work.NONE);
        } catch (CancellationException e) {
            if (Stop.isAskedHere()) {
                throw e;
            }
            throw failed(from, desk, "threw " + e, e);
        } catch (Exception e) {
            throw failed(from, desk, "threw " + e, e);
        }
    }

    /** The desk with the rows that the client sees. */
    private Desk seeing(Broadcast from, Desk desk) {
        Desk seen = desk;
        for (int i = 0; i < onion.size(); i++) {
            Party party = onion.get(i).rows(seen.party(), side(i, from, seen));
            if (party.size() != desk.party().size()) {
                throw new IllegalStateException(names.get(i) + " made " + party.size() + " rows of "
                        + desk.party().size() + "; a filter changes rows, and leaves their number");
            }
            seen = seen.with(party);
        }
        return seen;
    }

    private Answer chain(Broadcast from, Desk desk, Egress egress) {
        Answer inner = (broadcast, here) -> {
            throw new IllegalStateException(
                    "no filter answers the step '" + from.turn().step() + "'");
        };
        boolean trains = from.turn().step().equals(Turn.TRAIN);
        if (!trains) {
            inner = (broadcast, here) -> own(broadcast, here);
        }
        boolean measured = egress.isOpen();
        for (int i = 0; i < onion.size(); i++) {
            Filter filter = onion.get(i);
            if (filter.place().compareTo(Place.COMPRESS) >= 0 && !measured) {
                inner = measuring(inner, egress);
                measured = true;
            }
            if (filter.around().contains(from.turn().step())) {
                PartySide here = side(i, from, desk);
                Answer rest = inner;
                inner = (broadcast, ignored) -> filter.atParty(broadcast, here, rest);
            }
        }
        return measured ? inner : measuring(inner, egress);
    }

    private static Answer measuring(Answer inner, Egress egress) {
        return (broadcast, here) -> egress.measured(inner.to(broadcast, here));
    }

    private PartySide side(int filter, Broadcast from, Desk desk) {
        return new PartyContext(desk, program.client(), layout, program::combine, from.seed(), names.get(filter));
    }

    /** Answers the steps that are no training, where no filter does: statistics, scores, a model that is handed over. */
    private Update own(Broadcast from, PartySide here) {
        int examples = here.party().size();
        Payload payload = switch (from.turn().step()) {
            case Turn.SCORE ->
                Scoring.of(
                        here.learner(),
                        from.params(),
                        here.party().test().orElse(here.party().examples()));
            case Turn.LOSS ->
                Payload.EMPTY.and(
                        LossAtStart.LOSS,
                        Probe.all(here.learner(), here.party()).loss(from.params()));
            case Turn.MODEL -> Payload.of(Turn.MODEL, here.pool().copy(from.params()));
            case Turn.STATISTICS -> here.party().statistics();
            default ->
                throw new IllegalStateException(
                        "no filter answers the step '" + from.turn().step() + "'");
        };
        return new Update(here.member(), examples, payload, Work.NONE);
    }

    /** Answers a filter's own question, beside the other filters. */
    public Payload asked(int filter, Broadcast from, Desk desk) {
        try {
            Desk now = desk.in(from.turn().round());
            Egress egress = Egress.of(program, from.turn(), now.party());
            egress.before(desk.state().memory().of(Egress.NAME));
            Filter asked = onion.get(filter);
            Payload answer = asked.asked(from.turn().step(), from.payload(), side(filter, from, now));
            return egress.isOpen() ? answer : egress.asked(asked, answer);
        } catch (Egress.Refused e) {
            desk.state().rollBack();
            return Refusal.of(String.valueOf(e.getMessage()));
        } catch (CancellationException e) {
            if (Stop.isAskedHere()) {
                throw e;
            }
            throw failed(from, desk, "threw " + e, e);
        } catch (Exception e) {
            throw failed(from, desk, "threw " + e, e);
        }
    }

    private Update checked(@Nullable Update update, Member member) {
        String wrong = wrong(update, member);
        if (update != null && wrong.isEmpty()) {
            return update;
        }
        if (update != null) {
            update.close();
        }
        throw new IllegalStateException(wrong);
    }

    private String wrong(@Nullable Update update, Member member) {
        if (update == null) {
            return "its client answered null instead of an update";
        }
        if (!member.equals(update.from())) {
            return "its client answered in the name of "
                    + (update.from() == null ? "null" : update.from().name()) + "; an update is from here.member()";
        }
        if (update.examples() < 0) {
            return "its update stands for " + update.examples() + " examples; a number of rows is at least 0";
        }
        for (var each : update.payload().vectors().entrySet()) {
            ParamVector vector = each.getValue();
            if (each.getKey().equals(Update.DELTA) && vector.length() != layout.length()) {
                return "its delta has " + vector.length() + " numbers, but the model has " + layout.length()
                        + " parameters";
            }
            if (vector.hasEnded()) {
                return "its vector '" + each.getKey() + "' has ended; send a copy()";
            }
        }
        return "";
    }

    private static PartyException failed(Broadcast from, Desk desk, String what, Throwable cause) {
        desk.state().rollBack();
        return failure(desk.party().name(), from.turn(), what, cause);
    }

    /** A party's failure in a step. */
    public static PartyException failure(String party, Turn turn, String what, Throwable cause) {
        String stage = stage(turn.step());
        return new PartyException(
                party,
                turn.round(),
                stage,
                party + " failed in round " + turn.round() + " while " + stage + ": " + what,
                cause);
    }

    private static String stage(String step) {
        return switch (step) {
            case Turn.TRAIN -> "training";
            case Turn.SCORE -> "scoring its own rows";
            case Turn.LOSS -> "telling its loss";
            case Turn.MODEL -> "handing over its model";
            case Turn.STATISTICS -> "telling its statistics";
            default -> "answering '" + step + "'";
        };
    }

    /** Tells whether all of the parameters are learned, but for running statistics. */
    public boolean learnsAll() {
        return layout.isAllLearned();
    }

    /** The words for an update that is not finite. */
    public String notFinite() {
        double rate = program.client().rate();
        return "its update holds NaN or infinite numbers; lower the learning rate"
                + (Double.isNaN(rate) ? "" : " (now " + Check.text(rate) + ")") + " or look at its rows";
    }
}
