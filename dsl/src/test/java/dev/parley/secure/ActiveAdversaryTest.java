package dev.parley.secure;

import static dev.parley.Parley.dataset;
import static dev.parley.Parley.federation;
import static dev.parley.Parley.iid;
import static dev.parley.Parley.mean;
import static dev.parley.Parley.softmax;
import static dev.parley.Sums.secure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.aggregate.Mean;
import dev.parley.data.Parties;
import dev.parley.engine.loopback.Loopback;
import dev.parley.fault.SecureSumException;
import dev.parley.filter.Memories;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.run.Run;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A coordinator that does not keep to the protocol is found out by signatures, and opens nothing. */
class ActiveAdversaryTest {
    private static final Parties SEVEN = dataset("iris").split(7, iid());

    /** RFC 8032, section 7.1, test 1. */
    @Test
    void signsAsPublished() {
        byte[] secret = HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        byte[] open = HexFormat.of().parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        byte[] signature = Ed25519.sign(secret, new byte[0]);
        assertThat(HexFormat.of().formatHex(signature))
                .isEqualTo(
                        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b4"
                                + "6bd25bf5f0595bbe24655141438e7a100b");
        assertThat(Ed25519.isSigned(open, new byte[0], signature)).isTrue();
        assertThat(Ed25519.isSigned(open, new byte[1], signature)).isFalse();
        signature[7] ^= 1;
        assertThat(Ed25519.isSigned(open, new byte[0], signature)).isFalse();
    }

    @Test
    void trainsToTheSameModelAsWithoutSignatures() {
        var plan = federation().rounds(3);
        Run signed = plan.aggregate(secure(mean()).activeAdversary()).train(softmax(), SEVEN);
        assertThat(signed.fingerprint())
                .isEqualTo(
                        plan.aggregate(secure(mean())).train(softmax(), SEVEN).fingerprint());
        assertThat(plan.aggregate(secure(mean()).activeAdversary())
                        .on(new Loopback())
                        .train(softmax(), SEVEN)
                        .fingerprint())
                .isEqualTo(signed.fingerprint());
        assertThat(signed.plan().aggregation()).hasToString("secure(mean()).activeAdversary()");
    }

    private static SumWalk walk() {
        SumWalk walk = new SumWalk(new Secure(new Mean()).activeAdversary(), 5, 4).fill(new Random(1), 1);
        walk.leaves[4] = 2;
        return walk;
    }

    /** Changes what goes down to one party. */
    private abstract static class ToOne implements SumWalk.Way {
        private final int party;
        private final String at;

        ToOne(int party, String at) {
            this.party = party;
            this.at = at;
        }

        abstract Payload changed(Payload message);

        @Override
        public Payload down(String step, Member to, Payload message) {
            return step.equals(at) && to.index() == party ? changed(message) : message;
        }

        @Override
        public Payload up(String step, Member from, Payload message) {
            return message;
        }
    }

    /** The coordinator puts a key of its own in the place of another party's: without signatures nobody could see it. */
    @Test
    void aForgedKeyIsSeen() {
        SumWalk walk = walk();
        walk.way = new ToOne(0, Masked.SHARES) {
            @Override
            Payload changed(Payload message) {
                List<KeyCard> cards = new java.util.ArrayList<>(KeyCard.list(message.bytes(SumRound.CARDS)));
                cards.set(1, KeyCard.of(1, new byte[32], new byte[32], new byte[32]));
                return message.and(SumRound.CARDS, KeyCard.bytes(cards));
            }
        };
        assertThatThrownBy(walk::open)
                .isInstanceOf(SecureSumException.class)
                .hasMessage(
                        "party-1 got keys that party 2 has not signed; the coordinator, or somebody between, does not"
                                + " keep to the protocol");
    }

    /** It signs the forged key itself: but the party is known by another signing key from the sum before. */
    @Test
    void aForgedSignerIsSeenFromTheSecondSumOn() {
        SumWalk walk = walk();
        walk.open();
        walk.way = new ToOne(0, Masked.SHARES) {
            @Override
            Payload changed(Payload message) {
                SumId id = SumId.read(message.bytes(SumRound.SUM));
                List<KeyCard> cards = new java.util.ArrayList<>(KeyCard.list(message.bytes(SumRound.CARDS)));
                KeyCard forged = KeyCard.of(1, new byte[32], new byte[32], new byte[32]);
                cards.set(1, forged);
                byte[] signed = message.bytes(SumRound.SIGNED).clone();
                byte[] own = new Signatures(PartyDouble.of(1)).signed(id, forged);
                System.arraycopy(own, 0, signed, Signatures.SIGNED, Signatures.SIGNED);
                return message.and(SumRound.CARDS, KeyCard.bytes(cards)).and(SumRound.SIGNED, signed);
            }
        };
        assertThatThrownBy(walk::open)
                .isInstanceOf(SecureSumException.class)
                .hasMessage(
                        "party-1 knows another signing key of party 2; the coordinator, or somebody between, does not"
                                + " keep to the protocol");
    }

    /** It tells one party that another is in the sum, and others that it is not, to get both of its secrets. */
    @Test
    void differentSetsOfThoseInTheSumAreSeen() {
        SumWalk walk = walk();
        walk.leaves[4] = 4;
        walk.way = new SumWalk.Way() {
            @Override
            public Payload down(String step, Member to, Payload message) {
                if (to.index() != 0) {
                    return message;
                }
                if (step.equals(Masked.AGREE)) {
                    Set<Integer> fewer = new TreeSet<>(Openings.parties(message.bytes(SumRound.ARRIVED)));
                    fewer.remove(3);
                    return message.and(SumRound.ARRIVED, Openings.parties(fewer));
                }
                if (step.equals(Masked.UNMASK)) {
                    Map<Integer, Boolean> sets = new TreeMap<>(Openings.sets(message.bytes(SumRound.SETS)));
                    sets.put(3, false);
                    return message.and(SumRound.SETS, Openings.question(sets));
                }
                return message;
            }

            @Override
            public Payload up(String step, Member from, Payload message) {
                return message;
            }
        };
        assertThatThrownBy(walk::open)
                .isInstanceOf(SecureSumException.class)
                .hasMessage("party-1 got 1 signatures of others who saw the same parties in the sum, but needs 4; the"
                        + " coordinator, or somebody between, does not keep to the protocol");
    }

    @Test
    void anotherSumThanWasAgreedOnIsNotOpened() {
        SumWalk walk = walk();
        walk.leaves[4] = 4;
        walk.way = new ToOne(2, Masked.UNMASK) {
            @Override
            Payload changed(Payload message) {
                Map<Integer, Boolean> sets = new TreeMap<>(Openings.sets(message.bytes(SumRound.SETS)));
                sets.put(1, false);
                return message.and(SumRound.SETS, Openings.question(sets));
            }
        };
        assertThatThrownBy(walk::open)
                .isInstanceOf(SecureSumException.class)
                .hasMessage(
                        "party-3 was asked to open another sum than it agreed on; it answers each step of a sum once"
                                + " and in order, so that no mask can be opened");
    }

    @Test
    void signingKeysLastAndAreInNoCheckpoint() {
        SumWalk walk = walk();
        Memories memories = walk.parties.get(0).memories();
        walk.open();
        byte[] first = walk.parties.get(0).vault().bytes("own").orElseThrow();
        walk.open();
        assertThat(walk.parties.get(0).vault().bytes("own").orElseThrow()).isEqualTo(first);
        assertThat(memories.of("memory").number("signs", 0)).isEqualTo(1);
    }

    @Test
    void aRunThatGoesOnWithoutItsKeysIsRefused() {
        Run part = federation()
                .rounds(3)
                .aggregate(secure(mean()).activeAdversary())
                .onRound(round -> {
                    if (round.round() == 1) {
                        round.stop();
                    }
                })
                .train(softmax(), SEVEN);
        assertThat(part.rounds()).hasSize(1);
        assertThatThrownBy(part::resume)
                .isInstanceOf(SecureSumException.class)
                .hasMessageContaining("'keys' in round 2, but 0 did");
    }

    @Test
    void refusesWhatAnActiveAdversaryCouldUse() {
        assertThatThrownBy(() -> secure(mean()).neighbors(6).activeAdversary())
                .hasMessage(
                        "activeAdversary() lets all parties agree on who is in the sum, but neighbors(6) lets them know"
                                + " a few alone; leave one of them out");
        assertThatThrownBy(() -> secure(mean()).threshold(0.6).activeAdversary())
                .hasMessage(
                        "activeAdversary() needs more than two thirds of the parties to open a sum, but threshold(0.6)"
                                + " was given; take a share above 2/3, or leave it out");
        assertThatThrownBy(() -> federation()
                        .aggregate(secure(mean()).threshold(4).activeAdversary())
                        .train(softmax(), SEVEN))
                .hasMessage(
                        "secure(mean()).threshold(4).activeAdversary() needs more than two thirds of 7 parties to open a"
                                + " sum; take threshold(5) or more, or leave it out");
    }
}
