package dev.parley.filter;

import dev.parley.data.Dataset;
import dev.parley.example.Examples;
import dev.parley.example.Party;
import dev.parley.fault.PlanException;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.model.Learner;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.num.VectorPool;
import dev.parley.table.Lazy;

/** A party's work on a few rows that the coordinator has itself, and trusts. */
public final class RootWork {
    private static final int MOST = 64;
    private static final String NAME = "root";

    private final ClientAlgorithm client;
    private final Lazy<Examples> rows;

    /**
     * For a training.
     *
     * @param rows with the target
     * @throws PlanException where the client takes larger batches than the coordinator's learner does, or needs more than
     *     the parameters
     */
    public RootWork(Dataset rows, Setting.Work work) {
        this.client = work.client();
        this.rows = new Lazy<>(() -> rows.encoded(work.coding()));
        if (client.needsItsCoordinator()) {
            throw new PlanException("trust(rows) trains at the coordinator by the parameters alone, but " + client
                    + " also needs what parties are sent beside them; use localSgd(0.1) with it, or another rule");
        }
        if (client.batch() > MOST) {
            throw new PlanException("trust(rows) trains at the coordinator in batches of at most " + MOST
                    + ", but the client" + " has batch(" + client.batch() + "); say batch(" + MOST + ") or fewer");
        }
    }

    /** The change of the parameters that a round's work on these rows comes to; the caller's to close. */
    public ParamVector delta(CoordinatorSide here) {
        VectorPool pool = new VectorPool();
        Party party = new Party(-1, NAME, rows.value());
        Member member = new Member(-1, NAME, party.size());
        Seed seed = here.draws().named(NAME, here.turn().round());
        Broadcast from = new Broadcast(here.turn(), seed, Payload.of(Update.PARAMS, here.params()));
        try (Update update = client.train(from, new Side(here, client, party, member, pool))) {
            return update.delta().copy();
        } finally {
            pool.close();
        }
    }

    /** The coordinator as a party of its own rows. */
    private record Side(CoordinatorSide here, ClientAlgorithm client, Party party, Member member, VectorPool pool)
            implements PartySide {
        @Override
        public Learner learner() {
            return here.learner();
        }

        @Override
        public Layout layout() {
            return here.params().layout();
        }

        @Override
        public Memory memory() {
            return here.memory();
        }

        @Override
        public Memory secrets() {
            return here.secrets();
        }

        @Override
        public Memory vault() {
            return here.secrets();
        }

        @Override
        public Combine combine(String name) {
            return here.combine(name);
        }

        @Override
        public Draws draws() {
            return here.draws();
        }

        @Override
        public int[] order(Seed by) {
            int[] rows = party.rows();
            by.shuffle(rows);
            return rows;
        }
    }
}
