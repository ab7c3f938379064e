package dev.parley.personal;

import static dev.parley.Attacks.*;
import static dev.parley.Clients.*;
import static dev.parley.Cohorts.*;
import static dev.parley.Engines.*;
import static dev.parley.Layers.*;
import static dev.parley.Parley.*;
import static dev.parley.Personal.*;
import static dev.parley.Privacy.*;
import static dev.parley.Rules.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.Federation;
import dev.parley.client.LocalSgd;
import dev.parley.data.Parties;
import dev.parley.fault.PlanException;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.model.Learner;
import dev.parley.model.Model;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Seed;
import dev.parley.num.VectorPool;
import dev.parley.optimizer.Correction;
import dev.parley.optimizer.Probe;
import dev.parley.party.PartyState;
import dev.parley.party.Sides;
import dev.parley.run.Run;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** fedPer, fedRep and fedBn: what stays with a party, what is shared, and what is sent. */
class KeptArraysTest {
    private static final Parties ODD =
            dataset("breast-cancer").split(4, dirichlet(0.5)).partyTest(0.3);
    private static final Model NORMED = sequential(dense(6), batchNorm(), relu(), dense(4), relu(), dense());
    private static final Layout LAYOUT = NORMED.layout(ODD.shape());
    private static final LocalSgd CLIENT = localSgd(0.1).epochs(2);

    private static Federation three() {
        return federation().rounds(3).client(CLIENT);
    }

    /** The numbers of some arrays of a model. */
    private static float[] of(Run run, List<String> arrays) {
        try (VectorPool pool = new VectorPool();
                ParamVector part = Part.of(LAYOUT, arrays)
                        .cut(run.parts().outcome().params().get(0), pool)) {
            return part.toArray();
        }
    }

    private static List<String> named(String... layers) {
        return LayerNames.arrays(LAYOUT, java.util.Set.of(layers));
    }

    private static List<String> others(List<String> arrays) {
        return LAYOUT.slots().stream()
                .map(Layout.Slot::name)
                .filter(name -> !arrays.contains(name))
                .toList();
    }

    static List<Personalization> ways() {
        return List.of(fedPer(), fedPer("layer1", "layer4.bias"), fedRep(2).head(2), fedBn());
    }

    private static List<String> kept(Personalization how) {
        return how.toString().startsWith("fedBn")
                ? named("layer2")
                : how.toString().startsWith("fedRep")
                        ? named("layer3", "layer4")
                        : how.equals(fedPer()) ? named("layer4") : named("layer1", "layer4.bias");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whatIsKeptDiffersFromPartyToPartyAndTheRestIsShared(Personalization how) {
        Run run = three().personalize(how).train(NORMED, ODD);
        List<String> kept = kept(how);
        for (String party : ODD.names()) {
            assertThat(of(run.party(party), others(kept))).isEqualTo(of(run, others(kept)));
            assertThat(of(run.party(party), kept)).isNotEqualTo(of(run, kept));
        }
        assertThat(of(run.party("party-1"), kept)).isNotEqualTo(of(run.party("party-2"), kept));
        try (VectorPool pool = new VectorPool();
                ParamVector part = Part.of(LAYOUT, kept).cut(NORMED.initial(ODD.shape(), new Seed(42)), pool)) {
            assertThat(of(run, kept))
                    .as("the coordinator has them as they began")
                    .isEqualTo(part.toArray());
        }
        assertThat(run.personal().doubleColumn("accuracy").isMissing().toArray())
                .containsExactly(0, 1);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void onlyWhatIsSharedIsSentButForTheFirstValues(Personalization how) {
        Run plain = three().train(NORMED, ODD);
        Run run = three().personalize(how).handOver(false).train(NORMED, ODD);
        long less = 4L * Part.of(LAYOUT, kept(how)).length();
        for (int round = 0; round < 2; round++) {
            long down = plain.table().longColumn("bytes down").get(round)
                    - run.table().longColumn("bytes down").get(round);
            long up = plain.table().longColumn("bytes up").get(round)
                    - run.table().longColumn("bytes up").get(round);
            // the first values stand under a name and a length of their own
            assertThat(down).isEqualTo(round == 0 ? -4 * (1 + "kept".length() + 4) : 4 * less);
            assertThat(up).isEqualTo(4 * (less - 1 - (1 + "delta norm".length() + 8)));
        }
        assertThat(run.ledger().stringColumn("what").asList())
                .filteredOn(what -> what.startsWith("update"))
                .isNotEmpty()
                .containsOnly("update: shared, delta norm, row count, losses");
    }

    @Test
    void aPartyThatTookNoPartYetIsSentTheFirstValuesOnce() {
        Run run = three().rounds(6)
                .cohort(1)
                .personalize(fedPer())
                .handOver(false)
                .train(NORMED, ODD);
        long first =
                1 + "kept".length() + 4 + 4L * Part.of(LAYOUT, named("layer4")).length();
        long least = run.partyTable() == null
                ? 0
                : run.rounds().stream()
                        .limit(5)
                        .mapToLong(round -> round.bytesDown())
                        .min()
                        .orElseThrow();
        java.util.Set<String> met = new java.util.HashSet<>();
        run.rounds().stream().limit(5).forEach(round -> {
            boolean again = !met.add(round.parties().get(0).party().name());
            assertThat(round.bytesDown()).isEqualTo(again ? least : least + first);
        });
        assertThat(met).hasSizeBetween(2, 4);
    }

    @Test
    void ofOnePartyItIsPlainTraining() {
        Parties one = dataset("breast-cancer").split(1, iid()).partyTest(0.3);
        Run plain = three().train(NORMED, one);
        for (Personalization how : List.of(fedPer(), fedBn())) {
            assertThat(three().personalize(how)
                            .train(NORMED, one)
                            .party("party-1")
                            .fingerprint())
                    .isEqualTo(plain.fingerprint());
        }
    }

    /** One party's side, by the rows and the seed that it has in a federation of seed 42. */
    private interface Work {
        void on(PartySide here, java.util.function.IntFunction<Broadcast> sent);
    }

    private static void atParty(int party, ParamVector params, Work work) {
        try (VectorPool pool = new VectorPool();
                Learner learner = NORMED.open(ODD.shape(), 64);
                PartyState state = new PartyState(pool)) {
            PartySide here = Sides.of(CLIENT, LAYOUT, ODD.all().get(party), learner, state);
            work.on(here, round -> Broadcast.of(round, 2, false, new Seed(42).ofParty(party), params));
        }
    }

    @Test
    void normsAreThePartysOwnToTheBitWhateverOthersLearn() {
        Run one = three().rounds(1).personalize(fedBn()).train(NORMED, ODD);
        Run two = three().rounds(2).personalize(fedBn()).train(NORMED, ODD);
        for (int party = 0; party < 4; party++) {
            String name = ODD.names().get(party);
            // its own norms after round 1 and all others' body: where round 2 goes on from
            ParamVector start =
                    one.party(name).parts().outcome().params().get(0).copy();
            ParamVector before = start.copy();
            atParty(party, start, (here, sent) -> {
                try (Update update = CLIENT.train(sent.apply(2), here)) {
                    before.add(1, update.delta());
                }
            });
            try (VectorPool pool = new VectorPool();
                    ParamVector norms = Part.of(LAYOUT, named("layer2")).cut(before, pool)) {
                assertThat(of(two.party(name), named("layer2"))).isEqualTo(norms.toArray());
            }
        }
    }

    @Test
    void whileOnePartTrainsTheOtherIsHeldToTheBit() {
        ParamVector start = NORMED.initial(ODD.shape(), new Seed(7));
        List<String> head = named("layer3", "layer4");
        for (Part moving : List.of(Part.of(LAYOUT, head), Part.without(LAYOUT, head))) {
            for (LocalSgd client : List.of(CLIENT, CLIENT.momentum(0.9).weightDecay(0.01))) {
                atParty(1, start, (here, sent) -> {
                    try (Update update =
                            client.train(sent.apply(1), start, here, List.of(Correction.only(moving.spans())))) {
                        float[] delta = update.delta().toArray();
                        boolean[] free = new boolean[delta.length];
                        moving.spans()
                                .forEach(span ->
                                        java.util.Arrays.fill(free, span.from(), span.from() + span.length(), true));
                        LAYOUT.slots().stream()
                                .filter(slot -> !slot.name().matches(".*(mean|variance)"))
                                .forEach(slot -> {
                                    double moved = 0;
                                    for (int i = slot.offset(); i < slot.offset() + slot.length(); i++) {
                                        moved += Math.abs(delta[i]);
                                    }
                                    assertThat(moved > 0).as(slot.name()).isEqualTo(free[slot.offset()]);
                                });
                    }
                });
            }
        }
    }

    @Test
    void fedRepTrainsTheHeadOnTheBodyAndThenTheBodyOnTheHead() {
        ParamVector start = NORMED.initial(ODD.shape(), new Seed(7));
        List<String> arrays = named("layer4");
        Part head = Part.of(LAYOUT, arrays);
        Part body = Part.without(LAYOUT, arrays);
        atParty(2, start, (here, sent) -> {
            ParamVector there = start.copy();
            try (Update first =
                            CLIENT.epochs(3).train(sent.apply(1), start, here, List.of(Correction.only(head.spans())));
                    ParamVector trained = start.plus(first.delta())) {
                head.copy(trained, there);
            }
            Update then = CLIENT.train(sent.apply(1), there, here, List.of(Correction.only(body.spans())));
            FedRep how = new FedRep(List.of(), 1, 3, arrays);
            Update update = how.learn(sent.apply(1), here, (from, side) -> {
                throw new AssertionError("the client does not train by itself");
            });
            head.clear(then.delta());
            assertThat(update.delta().toArray()).isEqualTo(then.delta().toArray());
            assertThat(update.work().steps()).isEqualTo(then.work().steps() / 2 * 5);
            ParamVector own = how.own(sent.apply(1), here);
            assertThat(own.toArray()).isEqualTo(there.toArray());
        });
    }

    @ParameterizedTest
    @MethodSource("ways")
    void candidatesTellTheLossOfTheirOwnModel(Personalization how) {
        Federation plan = three().participation(powerOfChoice(4, 2)).personalize(how);
        Run one = plan.rounds(1).train(NORMED, ODD);
        Run two = plan.rounds(2).train(NORMED, ODD);
        try (Learner learner = NORMED.open(ODD.shape(), 64)) {
            for (int party = 0; party < 4; party++) {
                ParamVector own = one.party(ODD.names().get(party))
                        .parts()
                        .outcome()
                        .params()
                        .get(0);
                double loss = Probe.all(learner, ODD.all().get(party)).loss(own);
                assertThat(two.rounds().get(1).parties().get(party).measures().get("loss at start"))
                        .isCloseTo(loss, within(1e-6));
            }
        }
    }

    @Test
    void boundsAndAttacksActOnWhatIsSent() {
        Federation plan = three().filter(clip(0.05))
                .attack(signFlip(5), "party-2")
                .attack(gaussianNoise(0.1), "party-3")
                .aggregate(median())
                .personalize(fedPer("layer1"));
        Run run = plan.train(NORMED, ODD);
        double[] norms = run.partyTable().doubleColumn("delta norm").asDoubleArray();
        // party-1 and party-4 are honest and clip themselves
        assertThat(norms[0]).isCloseTo(0.05, within(1e-6));
        assertThat(norms[3]).isCloseTo(0.05, within(1e-6));
        assertThat(norms[1]).isCloseTo(0.25, within(1e-5));
        assertThat(plan.on(loopback()).train(NORMED, ODD).fingerprint()).isEqualTo(run.fingerprint());
        Run known = three().attack(innerProduct(0.5), "party-2")
                .personalize(fedPer())
                .train(NORMED, ODD);
        assertThat(known.rounds()).hasSize(3);
    }

    @Test
    void whatDoesNotGoTogetherIsRefusedBeforeTraining() {
        refused(
                () -> three().personalize(fedPer("layer9")).train(NORMED, ODD),
                "personalize(fedPer(\"layer9\")) keeps layers of the model, but there is no 'layer9'; there are layer1,"
                        + " layer2, layer3, layer4");
        refused(
                () -> three().personalize(fedPer(4)).train(NORMED, ODD),
                "personalize(fedPer(4)) keeps all layers at home, so that nothing is shared: layer1, layer2, layer3,"
                        + " layer4; keep fewer, or use local()");
        refused(
                () -> three().personalize(fedRep()).train(softmax(), ODD),
                "personalize(fedRep()) keeps the last layers at home, but this model has one layer alone, or its arrays do"
                        + " not tell their layers: weight, bias; name the arrays to be kept, or train a model of more"
                        + " layers");
        refused(
                () -> three().personalize(fedBn()).train(mlp(4), ODD),
                "personalize(fedBn()) keeps batch normalization at home, but the model has none; train one with"
                        + " batchNorm(), or use fedPer()");
        refused(
                () -> three().client(scaffold()).personalize(fedPer()).train(NORMED, ODD),
                "personalize(fedPer()) shares a part of what a party learned, but client(scaffold()) sends or remembers"
                        + " more than that; use localSgd(..), localAdam(..) or fedProx(..)");
        refused(
                () -> three().client(fedProx(0.1)).personalize(fedRep()).train(NORMED, ODD),
                "personalize(fedRep()) has steps of its own in the client's place, with the rate, epochs and batch of"
                        + " localSgd(..), but the plan has client(fedProx(0.1)); use localSgd(0.1)");
        refused(
                () -> three().aggregate(qFair(1)).personalize(fedRep()).train(NORMED, ODD),
                "personalize(fedRep()) takes the client's place, and lossAtStart() would hear of no client; leave out what"
                        + " needs it, such as aggregate(qFair(q))");
        assertThat(three().aggregate(qFair(1))
                        .personalize(fedPer())
                        .train(NORMED, ODD)
                        .rounds())
                .hasSize(3);
    }

    private static void refused(Runnable training, String message) {
        assertThatThrownBy(training::run).isInstanceOf(PlanException.class).hasMessage(message);
    }
}
