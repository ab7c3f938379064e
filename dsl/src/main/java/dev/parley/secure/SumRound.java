package dev.parley.secure;

import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.filter.Memory;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.num.ParamVector;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The coordinator's way through one sum: asks for keys, hands sealed shares on, adds masked vectors, and has the masks
 * opened that do not cancel.
 *
 * <p>U1 are those who sent keys, U2 who sent shares, U3 whose masked vector arrived, U4 who opened. Of a party of U3 the
 * seed of its own mask is put together, of one of U2 without U3 its mask key; never both. At each step as many holders of
 * each party's shares are needed as open a secret; with fewer nothing is opened.
 */
final class SumRound {
    static final String SUM = "sum";
    static final String CARD = "keys";
    static final String CARDS = "cards";
    static final String PARTIES = "parties";
    static final String LETTERS = "sealed shares";
    static final String SIGNED = "signature";
    static final String ARRIVED = "arrived";
    static final String SETS = "sets";
    static final String OPENED = "opened shares";

    private final Secure sum;
    private final CoordinatorSide here;
    private final Exchange inner;
    private final SumFailures failures;
    private final SumId id;
    private final Laps laps = new Laps();
    private final Payload about;
    private final Map<Integer, Member> members = new TreeMap<>();
    private final SortedMap<Integer, KeyCard> cards = new TreeMap<>();
    /** Signatures under key cards, and then under who is in the sum; none where no active adversary is expected. */
    private final SortedMap<Integer, byte[]> signed = new TreeMap<>();

    private SumGraph graph = new SumGraph(Map.of());

    SumRound(Secure sum, CoordinatorSide here, Exchange inner) {
        this.sum = sum;
        this.here = here;
        this.inner = inner;
        Memory secrets = here.secrets();
        SumId before = SumId.of(secrets);
        int round = here.turn().round();
        this.id = new SumId(round, before.round() == round ? before.number() + 1 : 1);
        this.failures = new SumFailures(sum, id, inner::refusals);
        id.keep(secrets);
        this.about = Payload.EMPTY.and(SUM, id.bytes());
        inner.cohort().forEach(member -> members.put(member.index(), member));
    }

    /** The name under which a party's commitment is remembered. */
    static String commitment(int party) {
        return "commitment " + party;
    }

    /** The opened sum, as a mean; of a cohort that is too small to begin with, nothing. */
    Aggregate mean(Broadcast to) {
        if (members.size() < Secure.LEAST) {
            here.note("too few", members.size());
            return new Aggregate(
                    Payload.of(Update.DELTA, ParamVector.zeros(here.params().layout())), List.of(), 0);
        }
        return new SumDecoder(sum, here).mean(open(to));
    }

    /**
     * The opened sum.
     *
     * @throws dev.parley.fault.SecureSumException where too few parties are left, or a mask is left in it
     */
    OpenedSum open(Broadcast to) {
        keys();
        SortedMap<Integer, Map<Integer, byte[]>> letters = shares();
        SumFold fold = new SumFold(here);
        laps.end("train");
        inner.among(members(letters.keySet()))
                .with(to, party -> about.and(LETTERS, Letters.bytes(to(party, letters))), fold);
        laps.begin();
        laps.add("train", fold.nanos());
        SortedSet<Integer> arrived =
                fold.from().stream().map(Member::index).collect(Collectors.toCollection(TreeSet::new));
        enough(arrived, letters.keySet(), "train");
        if (sum.active()) {
            agree(arrived, letters.keySet());
        }
        unmask(fold.sum(), arrived, letters.keySet());
        laps.end(Masked.UNMASK);
        laps.keep(here);
        OpenedSum opened = new OpenedSum(fold.form(), fold.sum(), members(arrived));
        if (!opened.isClean()) {
            throw failures.masked();
        }
        return opened;
    }

    /** Asks parties; what they take for it is no time of the coordinator. */
    private Map<Member, Payload> ask(String step, Map<Member, Payload> asked) {
        laps.end(step);
        Map<Member, Payload> answers = inner.ask(step, asked);
        laps.begin();
        return answers;
    }

    private void keys() {
        Map<Member, Payload> asked = new LinkedHashMap<>();
        members.values().forEach(member -> asked.put(member, about));
        ask(Masked.KEYS, asked).forEach((member, answer) -> {
            KeyCard card = failures.read(member, Masked.KEYS, () -> KeyCard.read(answer.bytes(CARD)));
            if (card.party() != member.index()) {
                throw failures.refused(member, Masked.KEYS, "it has the key card of another party");
            }
            here.secrets().put(commitment(member.index()), card.commitment());
            if (sum.active()) {
                signed.put(member.index(), signature(member, Masked.KEYS, answer, Signatures.SIGNED));
            }
            cards.put(member.index(), card);
        });
        int least = Math.max(Secure.LEAST, sum.neighbors() == 0 ? sum.opening(members.size()) : Secure.LEAST);
        if (cards.size() < least) {
            throw failures.tooFew(cards.size(), members.size(), least, Masked.KEYS);
        }
        laps.end(Masked.KEYS);
        graph = SumGraph.of(
                List.copyOf(cards.keySet()), sum.neighbors(), here.draws().secret());
    }

    /** The sealed shares of each that answered, by their holders. */
    private SortedMap<Integer, Map<Integer, byte[]>> shares() {
        byte[] parties = ByteBuffer.allocate(Integer.BYTES).putInt(cards.size()).array();
        Map<Member, Payload> asked = new LinkedHashMap<>();
        for (int party : cards.keySet()) {
            List<KeyCard> list = graph.of(party).stream().map(this::card).toList();
            Payload question = about.and(PARTIES, parties).and(CARDS, KeyCard.bytes(list));
            asked.put(member(party), sum.active() ? question.and(SIGNED, Letters.joined(signed.values())) : question);
        }
        SortedMap<Integer, Map<Integer, byte[]>> letters = new TreeMap<>();
        ask(Masked.SHARES, asked).forEach((member, answer) -> {
            Map<Integer, byte[]> shares = failures.read(
                    member, Masked.SHARES, () -> Letters.read(answer.bytes(LETTERS), Channel.length(Shares.BYTES)));
            SortedSet<Integer> others = new TreeSet<>(graph.of(member.index()));
            others.remove(member.index());
            if (!shares.keySet().equals(others)) {
                throw failures.refused(member, Masked.SHARES, "it has shares for others than its holders");
            }
            letters.put(member.index(), shares);
        });
        enough(letters.keySet(), cards.keySet(), Masked.SHARES);
        laps.end(Masked.SHARES);
        return letters;
    }

    private static Map<Integer, byte[]> to(int party, Map<Integer, Map<Integer, byte[]>> letters) {
        Map<Integer, byte[]> own = new TreeMap<>();
        letters.forEach((from, shares) -> {
            byte[] letter = shares.get(party);
            if (letter != null) {
                own.put(from, letter);
            }
        });
        return own;
    }

    /** Lets those in the sum sign who is in it, so that each opens the sum that the others open. */
    private void agree(SortedSet<Integer> arrived, Set<Integer> sharers) {
        Map<Member, Payload> asked = new LinkedHashMap<>();
        arrived.forEach(party -> asked.put(member(party), about.and(ARRIVED, Openings.parties(arrived))));
        signed.clear();
        ask(Masked.AGREE, asked)
                .forEach((member, answer) ->
                        signed.put(member.index(), signature(member, Masked.AGREE, answer, Ed25519.SIGNATURE)));
        enough(signed.keySet(), sharers, Masked.AGREE);
        laps.end(Masked.AGREE);
    }

    private byte[] signature(Member member, String step, Payload answer, int length) {
        byte[] signature = failures.read(member, step, () -> answer.bytes(SIGNED));
        if (signature.length != length) {
            throw failures.refused(
                    member, step, "its signature has " + signature.length + " bytes instead of " + length);
        }
        return signature;
    }

    private void unmask(RingVector masked, SortedSet<Integer> arrived, Set<Integer> sharers) {
        Map<Member, Payload> asked = new LinkedHashMap<>();
        for (int party : arrived) {
            Map<Integer, Boolean> sets = new TreeMap<>();
            graph.of(party).stream()
                    .filter(sharers::contains)
                    .forEach(other -> sets.put(other, arrived.contains(other)));
            Payload question = about.and(SETS, Openings.question(sets));
            asked.put(member(party), sum.active() ? question.and(SIGNED, Letters.bytes(signed)) : question);
        }
        Map<Integer, Map<Integer, byte[]>> shares = new TreeMap<>();
        SortedSet<Integer> answered = new TreeSet<>();
        ask(Masked.UNMASK, asked).forEach((member, answer) -> {
            answered.add(member.index());
            Map<Integer, byte[]> opened =
                    failures.read(member, Masked.UNMASK, () -> Openings.read(answer.bytes(OPENED)));
            opened.forEach((party, share) -> {
                if (!sharers.contains(party) || !graph.of(party).contains(member.index())) {
                    throw failures.refused(member, Masked.UNMASK, "it opens shares that it was not asked for");
                }
                shares.computeIfAbsent(party, first -> new TreeMap<>()).put(member.index() + 1, share);
            });
        });
        enough(answered, sharers, Masked.UNMASK);
        new SumOpening(sum, id, failures, graph, cards, this::member).open(masked, arrived, sharers, shares);
    }

    /** Requires that so many of each party's holders are left that its secrets can be opened. */
    private void enough(Set<Integer> left, Set<Integer> of, String step) {
        for (int party : of) {
            SortedSet<Integer> holders = graph.of(party);
            long there = holders.stream().filter(left::contains).count();
            int least = Math.max(Secure.LEAST, sum.opening(holders.size()));
            if (there < least) {
                throw failures.tooFew(there, holders.size(), least, step);
            }
        }
    }

    private Member member(int party) {
        Member member = members.get(party);
        if (member == null) {
            throw new IllegalStateException("party " + party + " is not in the cohort");
        }
        return member;
    }

    private List<Member> members(Set<Integer> parties) {
        return new ArrayList<>(parties.stream().sorted().map(this::member).toList());
    }

    private KeyCard card(int party) {
        KeyCard card = cards.get(party);
        if (card == null) {
            throw new IllegalStateException("party " + party + " sent no keys");
        }
        return card;
    }
}
