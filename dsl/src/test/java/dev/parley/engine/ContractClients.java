package dev.parley.engine;

import dev.parley.client.LocalSgd;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.num.ParamVector;
import java.io.IOException;
import java.util.concurrent.CancellationException;

/** Clients of the engines' contract: slow, failing, counting, answering badly. */
final class ContractClients {
    private ContractClients() {}

    /** Odd parties are slow, party 4 fails. */
    record Uneven() implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, PartySide here) {
            int party = here.party().index();
            if (party % 2 == 0 && party < 4) {
                try {
                    Thread.sleep(30);
                } catch (InterruptedException e) {
                    throw new CancellationException("interrupted");
                }
            }
            if (party == 4) {
                throw new IllegalStateException("broken");
            }
            return new LocalSgd(0.1).train(from, here);
        }
    }

    /** Counts its rounds; party 2 fails in its second, having noted it. */
    record Counts() implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, PartySide here) {
            double rounds = here.memory().number("rounds", 0) + 1;
            here.memory().put("rounds", rounds);
            ParamVector sum = here.memory().vector("sum", from.params().layout());
            sum.add(1, here.pool().zeros(from.params().layout()).fill(1));
            if (sum.at(0) != rounds) {
                throw new IllegalStateException("the vector is of another round than the number");
            }
            if (here.party().index() == 2 && rounds == 2 && here.memory().number("failed", 0) == 0) {
                here.memory().put("failed", 1);
                throw new IllegalStateException("broken");
            }
            Update update = new LocalSgd(0.1).train(from, here);
            return new Update(update.from(), (int) rounds, update.payload(), update.work());
        }
    }

    /** Answers as nobody should. */
    record Bad(String how) implements ClientAlgorithm {
        @Override
        @SuppressWarnings("NullAway") // that is what is tried
        public Update train(Broadcast from, PartySide here) {
            Update good = new LocalSgd(0.1).train(from, here);
            switch (how) {
                case "null":
                    good.close();
                    return null;
                case "foreign":
                    return new Update(new Member(6, "party-7", 1), 1, good.payload(), good.work());
                case "negative":
                    return new Update(good.from(), -1, good.payload(), good.work());
                case "ended":
                    good.delta().close();
                    return good;
                case "long":
                    return good.and(
                            Update.DELTA,
                            ParamVector.of(dev.parley.num.Layout.empty().then("x", 2), new float[2]));
                case "infinite":
                    good.delta().scale(1e30).scale(1e30);
                    return good;
                case "beside":
                    ParamVector other =
                            here.pool().zeros(from.params().layout()).fill(Float.NaN);
                    return good.and("other", other);
                default:
                    throw Bad.<RuntimeException>sneak(new IOException("no disk"));
            }
        }

        @SuppressWarnings("unchecked")
        private static <E extends Throwable> E sneak(Throwable thrown) throws E {
            throw (E) thrown;
        }
    }

    /** Answers questions beside the rounds; party 1 does not. */
    record Answers() implements ClientAlgorithm {
        @Override
        public Update train(Broadcast from, PartySide here) {
            return new LocalSgd(0.1).train(from, here);
        }

        @Override
        public Payload asked(String step, Payload from, PartySide here) {
            if (here.party().index() == 1) {
                throw new IllegalStateException("no answer");
            }
            return Payload.EMPTY
                    .and(step, 2 * from.number("x"))
                    .and("name", here.member().name().getBytes());
        }
    }
}
