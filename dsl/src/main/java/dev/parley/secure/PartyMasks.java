package dev.parley.secure;

import dev.parley.fault.SecureSumException;
import dev.parley.filter.Answer;
import dev.parley.filter.Memory;
import dev.parley.filter.PartySide;
import dev.parley.message.Broadcast;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import dev.parley.message.Work;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A party's four answers in a sum, in this order and each of them once; what is asked otherwise is refused.
 *
 * <p>Its drawn and held values lie in {@code secrets()}, are zeroed as soon as they have been used and in any case with
 * the round's end, and are in no message of an exception.
 */
final class PartyMasks {
    private static final String STAGE = "stage";
    private static final String CHANNEL = "channel";
    private static final String MASK = "mask";
    private static final String SEED = "seed";
    private static final String CARDS = "cards";
    private static final String PARTIES = "parties";
    private static final String AGREED = "agreed ";
    private static final String HELD = "held ";
    private static final String ARRIVED = "arrived";
    private static final String TOLD = "told";

    private static final int ANNOUNCED = 1;
    private static final int SHARED = 2;
    private static final int SENT = 3;
    private static final int AGREED_ON = 4;
    private static final int DONE = 5;

    private final Secure sum;
    private final PartySide here;
    private final Memory secrets;
    private final int self;
    private final SecureRandom random;

    PartyMasks(Secure sum, PartySide here) {
        this.sum = sum;
        this.here = here;
        this.secrets = here.secrets();
        this.self = here.member().index();
        this.random = here.draws().secret();
    }

    /** Step 1: draws a key for channels, one for masks and the seed of its own mask; answers what others may know. */
    Payload keys(Payload from) {
        SumId id = new Question(from).sum();
        SumId before = SumId.of(secrets);
        if (id.round() == before.round() && id.number() <= before.number()) {
            throw refused("was asked for the keys of one sum twice");
        }
        forgetShares();
        id.keep(secrets);
        byte[] channel = X25519.secret(random);
        byte[] mask = X25519.secret(random);
        byte[] seed = new byte[Shamir.SECRET];
        random.nextBytes(seed);
        secrets.put(CHANNEL, channel);
        secrets.put(MASK, mask);
        secrets.put(SEED, seed);
        KeyCard card = KeyCard.of(self, channel, mask, seed);
        zero(channel, mask, seed);
        secrets.put(CARDS, card.bytes());
        secrets.put(STAGE, ANNOUNCED);
        Payload answer = Payload.EMPTY.and(SumRound.CARD, card.bytes());
        return sum.active() ? answer.and(SumRound.SIGNED, new Signatures(here).signed(id, card)) : answer;
    }

    /** Step 2: shares its mask key and its seed among those on the list, each share sealed for its holder. */
    Payload shares(Payload from) {
        require(ANNOUNCED, Masked.SHARES);
        SumId id = same(from);
        List<KeyCard> cards = listed(from);
        if (sum.active()) {
            new Signatures(here).check(id, cards, new Question(from).part(SumRound.SIGNED));
        }
        int[] points = cards.stream().mapToInt(card -> card.party() + 1).toArray();
        int threshold = sum.opening(cards.size());
        byte[] channel = secret(CHANNEL);
        byte[] mask = secret(MASK);
        byte[] seed = secret(SEED);
        byte[][] ofMask = Shamir.split(mask, threshold, points, random);
        byte[][] ofSeed = Shamir.split(seed, threshold, points, random);
        Map<Integer, byte[]> letters = new TreeMap<>();
        for (int i = 0; i < cards.size(); i++) {
            int other = cards.get(i).party();
            byte[] both = Shares.of(ofMask[i], ofSeed[i]);
            if (other == self) {
                secrets.put(HELD + self, both);
            } else {
                byte[] agreed = X25519.shared(channel, cards.get(i).channel());
                byte[] key = id.key(agreed, CHANNEL, self, other);
                letters.put(other, Channel.seal(key, both, id.about(self, other), random));
                secrets.put(AGREED + other, agreed);
                zero(agreed, key);
            }
            zero(both, ofMask[i], ofSeed[i]);
        }
        zero(channel, mask, seed);
        forget(CHANNEL);
        secrets.put(CARDS, KeyCard.bytes(cards));
        secrets.put(PARTIES, (double) parties(from, cards));
        secrets.put(STAGE, SHARED);
        return Payload.EMPTY.and(SumRound.LETTERS, Letters.bytes(letters));
    }

    /** Step 3: trains, and sends the update with a mask of its own and one for each party whose shares it holds. */
    Update masked(Broadcast from, Answer inner) {
        require(SHARED, "train");
        SumId id = same(from.payload());
        if (id.round() != from.round()) {
            throw refused("got the shares of another round");
        }
        Map<Integer, KeyCard> cards = cards();
        Map<Integer, byte[]> letters =
                Letters.read(new Question(from.payload()).part(SumRound.LETTERS), Channel.length(Shares.BYTES));
        if (letters.size() + 1 < Math.max(Secure.LEAST, sum.opening(cards.size()))) {
            throw refused("got shares of " + letters.size() + " others, which are too few to go on");
        }
        letters.forEach((other, letter) -> hold(id, cards, other, letter));
        Broadcast plain = from.carrying(from.payload().without(SumRound.LETTERS).without(SumRound.SUM));
        Encoded encoded;
        try (Update update = inner.to(plain, here)) {
            encoded = from.turn().step().equals(Turn.STATISTICS)
                    ? told(update, from.payload())
                    : Encoded.of(sum, update, here, id, (int) secrets.number(PARTIES, 0));
        }
        mask(encoded.numbers(), id, cards, letters.keySet());
        secrets.put(STAGE, SENT);
        KeyCard own = card(cards, self);
        byte[] bytes = MaskedVector.bytes(id, own, encoded.form(), encoded.numbers());
        return new Update(here.member(), 0, Payload.EMPTY.and(MaskedVector.NAME, bytes), Work.NONE);
    }

    /** Tells of its columns, in one sum alone: two over other parties would differ by its own numbers. */
    private Encoded told(Update update, Payload names) {
        if (here.memory().number(TOLD, 0) != 0) {
            throw refused("was asked for the statistics of its columns twice");
        }
        here.memory().put(TOLD, 1);
        return StatisticsSum.encoded(update, names);
    }

    private void hold(SumId id, Map<Integer, KeyCard> cards, int other, byte[] letter) {
        if (other == self || !cards.containsKey(other)) {
            throw refused("got a share of somebody who is not on its list");
        }
        byte[] agreed = secret(AGREED + other);
        byte[] key = id.key(agreed, CHANNEL, other, self);
        try {
            byte[] both = Channel.open(key, letter, id.about(other, self));
            Shares.check(both);
            secrets.put(HELD + other, both);
            zero(both);
        } catch (Unreadable e) {
            throw new SecureSumException(
                    here.member().name() + " cannot open a share that another party sealed for it: " + e.getMessage()
                            + "; somebody between them changed it, or kept it from another sum",
                    e);
        } finally {
            zero(agreed, key);
            forget(AGREED + other);
        }
    }

    private void mask(RingVector numbers, SumId id, Map<Integer, KeyCard> cards, Set<Integer> others) {
        MaskStream stream = new MaskStream();
        byte[] seed = secret(SEED);
        byte[] mask = secret(MASK);
        try {
            byte[] own = id.key(seed, "own mask", self);
            numbers.mask(stream.of(own), true);
            zero(own);
            for (int other : others) {
                byte[] agreed = X25519.shared(mask, card(cards, other).mask());
                byte[] key = Masks.between(id, agreed, self, other);
                numbers.mask(stream.of(key), self < other);
                zero(agreed, key);
            }
        } finally {
            stream.end();
            zero(seed, mask);
            forget(SEED);
            forget(MASK);
        }
    }

    /** Step between 3 and 4, against active adversaries: signs whose vectors arrived, as the coordinator says. */
    Payload agree(Payload from) {
        require(SENT, Masked.AGREE);
        SumId id = same(from);
        byte[] told = new Question(from).part(SumRound.ARRIVED);
        Set<Integer> arrived = Openings.parties(told);
        Set<Integer> known = cards().keySet();
        if (!arrived.contains(self) || !known.containsAll(arrived) || arrived.size() < sum.opening(known.size())) {
            throw refused("was asked to agree on a sum of " + arrived.size() + " parties");
        }
        secrets.put(ARRIVED, told);
        secrets.put(STAGE, AGREED_ON);
        return Payload.EMPTY.and(SumRound.SIGNED, new Signatures(here).agreed(id, arrived));
    }

    private void agreed(SumId id, Payload from, Set<Integer> inSum, int least) {
        Set<Integer> arrived = Openings.parties(secret(ARRIVED));
        if (!arrived.equals(inSum)) {
            throw refused("was asked to open another sum than it agreed on");
        }
        Map<Integer, byte[]> signatures = Letters.read(new Question(from).part(SumRound.SIGNED), Ed25519.SIGNATURE);
        new Signatures(here).check(id, arrived, signatures, least);
    }

    /** Step 4: of each party one share, of those in the sum that of the seed, of the others that of the mask key. */
    Payload unmask(Payload from) {
        require(sum.active() ? AGREED_ON : SENT, Masked.UNMASK);
        secrets.put(STAGE, DONE);
        SumId id = same(from);
        Map<Integer, Boolean> sets = Openings.sets(new Question(from).part(SumRound.SETS));
        Map<Integer, KeyCard> cards = cards();
        Set<Integer> inSum = Openings.inSum(sets);
        int least = Math.max(Secure.LEAST, sum.opening(cards.size()));
        if (inSum.size() < least) {
            throw refused(
                    "was asked to open a sum of " + inSum.size() + " parties, but opens none of fewer than " + least);
        }
        if (!inSum.contains(self)) {
            throw refused("was asked to open a sum that it is not in");
        }
        if (sum.active()) {
            agreed(id, from, inSum, least);
        }
        Map<Integer, byte[]> opened = new TreeMap<>();
        sets.forEach((party, isInSum) -> {
            byte[] both = secrets.bytes(HELD + party)
                    .filter(held -> held.length > 0)
                    .orElseThrow(() -> refused("was asked for a share that it does not hold"));
            opened.put(party, isInSum ? Shares.seed(both) : Shares.mask(both));
            zero(both);
        });
        cards.keySet().forEach(party -> forget(HELD + party));
        return Payload.EMPTY.and(SumRound.OPENED, Openings.bytes(opened));
    }

    private List<KeyCard> listed(Payload from) {
        List<KeyCard> cards = KeyCard.list(new Question(from).part(SumRound.CARDS));
        byte[] own = secret(CARDS);
        Set<Integer> seen = new TreeSet<>();
        boolean isThere = false;
        for (KeyCard card : cards) {
            if (card.party() < 0 || !seen.add(card.party())) {
                throw refused("got a key list with a party twice");
            }
            isThere |= Arrays.equals(own, card.bytes());
        }
        if (!isThere) {
            throw refused("got a key list in which its own keys are not");
        }
        int least = Math.max(Secure.LEAST, sum.opening(cards.size()));
        if (cards.size() < least || 2 * sum.opening(cards.size()) <= cards.size()) {
            throw refused("got a key list of " + cards.size() + " parties, but needs " + least + " or more");
        }
        return cards;
    }

    /** Number of parties in the sum, also those that are no neighbors. */
    private int parties(Payload from, List<KeyCard> cards) {
        int parties = new Question(from).number(SumRound.PARTIES);
        int holders = sum.neighbors() == 0 ? parties : Math.min(parties, sum.neighbors() + 1);
        if (cards.size() != holders) {
            throw refused("got a key list of " + cards.size() + " parties instead of " + holders);
        }
        return parties;
    }

    private void require(int stage, String step) {
        int now = (int) secrets.number(STAGE, 0);
        if (now != stage) {
            throw refused(
                    now > stage
                            ? "was asked for '" + step + "' a second time in one sum"
                            : "was asked for '" + step + "' before the step that comes first");
        }
    }

    /** The sum that is under way, which has to be the one that is asked about. */
    private SumId same(Payload from) {
        SumId id = new Question(from).sum();
        if (!id.equals(SumId.of(secrets))) {
            throw refused("got a message of another sum");
        }
        return id;
    }

    private Map<Integer, KeyCard> cards() {
        Map<Integer, KeyCard> cards = new TreeMap<>();
        KeyCard.list(secret(CARDS)).forEach(card -> cards.put(card.party(), card));
        return cards;
    }

    private KeyCard card(Map<Integer, KeyCard> cards, int party) {
        KeyCard card = cards.get(party);
        if (card == null) {
            throw refused("knows no keys of a party");
        }
        return card;
    }

    private byte[] secret(String name) {
        return secrets.bytes(name)
                .filter(kept -> kept.length > 0)
                .orElseThrow(() -> refused("has no '" + name + "' in this sum"));
    }

    /** Zeroes shares of the sum before, also where that was never opened: no later sum opens the other of two. */
    private void forgetShares() {
        secrets.bytes(CARDS).map(KeyCard::list).orElse(List.of()).forEach(card -> {
            forget(HELD + card.party());
            forget(AGREED + card.party());
        });
    }

    /** Zeroes what is kept under a name. */
    private void forget(String name) {
        secrets.put(name, new byte[0]);
    }

    private SecureSumException refused(String what) {
        return new SecureSumException(here.member().name() + " " + what
                + "; it answers each step of a sum once and in order, so that no mask can be opened");
    }

    private static void zero(byte[]... all) {
        for (byte[] each : all) {
            Arrays.fill(each, (byte) 0);
        }
    }
}
