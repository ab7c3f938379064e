package dev.parley.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.aggregate.Mean;
import dev.parley.fault.SecureSumException;
import dev.parley.message.Aggregate;
import dev.parley.message.Broadcast;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.message.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that were changed, kept, swapped or never asked for end in a typed failure or change nothing; no sum is wrong. */
class HostileMessagesTest {
    private static final int PARTIES = 5;

    private static SumWalk walk() {
        SumWalk walk = new SumWalk(new Secure(new Mean()), PARTIES, 6).fill(new Random(5), 1);
        walk.leaves[4] = 2; // so that a mask key is opened as well as seeds
        return walk;
    }

    /** Steps and directions: what a message is called, where it goes. */
    static Stream<Arguments> messages() {
        return SumWalk.STEPS.stream().flatMap(step -> Stream.of(Arguments.of(step, true), Arguments.of(step, false)));
    }

    /** Changes the messages of a step in one direction. */
    private abstract static class Changing implements SumWalk.Way {
        private final String at;
        private final boolean isDown;

        Changing(String at, boolean isDown) {
            this.at = at;
            this.isDown = isDown;
        }

        abstract Payload changed(Member member, Payload message);

        @Override
        public Payload down(String step, Member to, Payload message) {
            return isDown && step.equals(at) ? changed(to, message) : message;
        }

        @Override
        public Payload up(String step, Member from, Payload message) {
            return !isDown && step.equals(at) ? changed(from, message) : message;
        }
    }

    private static boolean isRightOrRefused(SumWalk walk, String what) {
        try {
            Aggregate all = walk.open();
            Aggregate open = walk.openly(party -> party != 4, PARTIES);
            assertThat(all.delta().toArray()).as(what).isEqualTo(open.delta().toArray());
            return true;
        } catch (SecureSumException refused) {
            assertThat(refused.getMessage()).as(what).doesNotContain("null");
            return false;
        }
    }

    @ParameterizedTest(name = "{0}, down {1}")
    @MethodSource("messages")
    void noFlippedByteMakesAWrongSum(String step, boolean isDown) {
        Random random = new Random(step.hashCode());
        int refused = 0;
        int tries = 60;
        for (int i = 0; i < tries; i++) {
            SumWalk walk = walk();
            int victim = random.nextInt(4);
            StringBuilder what = new StringBuilder(step);
            walk.way = new Changing(step, isDown) {
                @Override
                Payload changed(Member member, Payload message) {
                    if (member.index() != victim) {
                        return message;
                    }
                    List<String> names = List.copyOf(message.bytes().keySet());
                    String name = names.get(random.nextInt(names.size()));
                    byte[] bytes = message.bytes(name).clone();
                    int at = random.nextInt(bytes.length);
                    bytes[at] ^= (byte) (1 << random.nextInt(8));
                    what.append(' ').append(name).append(" byte ").append(at);
                    return message.and(name, bytes);
                }
            };
            refused += isRightOrRefused(walk, what.toString()) ? 0 : 1;
        }
        // a share beyond the threshold is not looked at, and the top bit of a key means nothing
        assertThat(refused).as(step).isGreaterThan(tries / 2);
    }

    @ParameterizedTest(name = "{0}, down {1}")
    @MethodSource("messages")
    void noMessageThatIsTornOrEmptyMakesAWrongSum(String step, boolean isDown) {
        for (int cut = 0; cut < 3; cut++) {
            int left = cut;
            SumWalk walk = walk();
            walk.way = new Changing(step, isDown) {
                @Override
                Payload changed(Member member, Payload message) {
                    if (member.index() != 1 || left == 2) {
                        return member.index() == 1 ? Payload.EMPTY : message;
                    }
                    Payload torn = message;
                    for (Map.Entry<String, byte[]> each : message.bytes().entrySet()) {
                        int length = left == 0 ? 0 : each.getValue().length - 1;
                        torn = torn.and(each.getKey(), java.util.Arrays.copyOf(each.getValue(), length));
                    }
                    return torn;
                }
            };
            assertThat(isRightOrRefused(walk, step + " cut " + left))
                    .as(step + " cut " + left)
                    .isFalse();
        }
    }

    /** The messages of an earlier sum of the same parties, at the same step. */
    @ParameterizedTest(name = "{0}, down {1}")
    @MethodSource("messages")
    void noReplayedMessageMakesAWrongSum(String step, boolean isDown) {
        SumWalk walk = walk();
        Map<Integer, Payload> before = new HashMap<>();
        walk.way = new Changing(step, isDown) {
            @Override
            Payload changed(Member member, Payload message) {
                before.put(member.index(), message);
                return message;
            }
        };
        walk.open();
        walk.way = new Changing(step, isDown) {
            @Override
            Payload changed(Member member, Payload message) {
                return member.index() == 2 ? before.getOrDefault(2, message) : message;
            }
        };
        assertThatThrownBy(walk::open).isInstanceOf(SecureSumException.class);
    }

    /** Two parties' messages in each other's place. */
    @ParameterizedTest(name = "{0}, down {1}")
    @MethodSource("messages")
    void noForeignMessageMakesAWrongSum(String step, boolean isDown) {
        Map<Integer, Payload> recorded = new LinkedHashMap<>();
        SumWalk walk = walk();
        walk.way = new Changing(step, isDown) {
            @Override
            Payload changed(Member member, Payload message) {
                recorded.put(member.index(), message);
                return member.index() == 1 ? recorded.getOrDefault(0, message) : message;
            }
        };
        boolean isSame = step.equals(Masked.KEYS) && isDown
                || step.equals(Masked.SHARES) && isDown
                || step.equals(Masked.UNMASK) && isDown;
        if (isSame) {
            assertThat(isRightOrRefused(walk, step))
                    .as("what is sent is the same for all")
                    .isTrue();
        } else {
            assertThatThrownBy(walk::open).isInstanceOf(SecureSumException.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void aPartyAnswersEachStepOnceInASum(String step) {
        SumWalk walk = walk();
        walk.way = new SumWalk.Way() {
            @Override
            public Payload down(String at, Member to, Payload message) {
                if (at.equals(step) && to.index() == 0) {
                    PartyDouble party = walk.parties.get(0);
                    if (step.equals(Turn.TRAIN)) {
                        Broadcast twice = walk.broadcast();
                        walk.filter.atParty(
                                twice.carrying(twice.payload().and(message)), party, (from, here) -> walk.update(0));
                    } else {
                        walk.filter.asked(step, message, party);
                    }
                }
                return message;
            }

            @Override
            public Payload up(String at, Member from, Payload message) {
                return message;
            }
        };
        assertThatThrownBy(walk::open)
                .isInstanceOf(SecureSumException.class)
                .hasMessage("party-1 was asked for "
                        + (step.equals(Masked.KEYS)
                                ? "the keys of one sum twice"
                                : "'" + step + "' a second time in one sum")
                        + "; it answers each step of a sum once and in order, so that no mask can be opened");
    }

    static Stream<String> steps() {
        return SumWalk.STEPS.stream();
    }

    @Test
    void aPartyNeverOpensBothSharesOfAnother() {
        assertThatThrownBy(() -> asked(Map.of(), true))
                .isInstanceOf(SecureSumException.class)
                .hasMessage("party-1 got a message of 'unmask' that it cannot read: a party is asked about twice, and"
                        + " never opens both of its shares; somebody between it and the coordinator changed it");
    }

    @Test
    void aPartyOpensNoSumOfFewAndNoneItIsNotIn() {
        assertThatThrownBy(() -> asked(Map.of(0, true, 1, true, 2, false, 3, false, 4, false), false))
                .isInstanceOf(SecureSumException.class)
                .hasMessage("party-1 was asked to open a sum of 2 parties, but opens none of fewer than 4; it answers"
                        + " each step of a sum once and in order, so that no mask can be opened");
        assertThatThrownBy(() -> asked(Map.of(0, false, 1, true, 2, true, 3, true, 4, true), false))
                .isInstanceOf(SecureSumException.class)
                .hasMessage("party-1 was asked to open a sum that it is not in; it answers each step of a sum once and"
                        + " in order, so that no mask can be opened");
        assertThatThrownBy(() -> asked(Map.of(0, true, 1, true, 2, true, 3, true, 7, true), false))
                .isInstanceOf(SecureSumException.class)
                .hasMessage("party-1 was asked for a share that it does not hold; it answers each step of a sum once"
                        + " and in order, so that no mask can be opened");
    }

    /** A sum is left unopened, and the next one, without a party, asks for the shares that are held of it since then. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noSumOpensSharesOfTheOneBefore(boolean isActive) {
        Secure sum = isActive ? new Secure(new Mean()).activeAdversary() : new Secure(new Mean());
        SumWalk walk = new SumWalk(sum, PARTIES, 6).fill(new Random(5), 1);
        walk.way = new Changing(Masked.UNMASK, true) {
            @Override
            Payload changed(Member member, Payload message) {
                throw new CancellationException("nobody is asked to open the first sum");
            }
        };
        assertThatThrownBy(walk::open).isInstanceOf(CancellationException.class);
        walk.leaves[4] = 0;
        walk.way = new Changing(Masked.UNMASK, true) {
            @Override
            Payload changed(Member member, Payload message) {
                Map<Integer, Boolean> sets = new TreeMap<>(Openings.sets(message.bytes(SumRound.SETS)));
                sets.put(4, false);
                return message.and(SumRound.SETS, Openings.question(sets));
            }
        };
        assertThatThrownBy(walk::open)
                .isInstanceOf(SecureSumException.class)
                .hasMessage("party-1 was asked for a share that it does not hold; it answers each step of a sum once"
                        + " and in order, so that no mask can be opened");
    }

    private static void asked(Map<Integer, Boolean> sets, boolean isTwice) {
        SumWalk walk = walk();
        walk.way = new Changing(Masked.UNMASK, true) {
            @Override
            Payload changed(Member member, Payload message) {
                if (!isTwice) {
                    return message.and(SumRound.SETS, Openings.question(sets));
                }
                byte[] question = message.bytes(SumRound.SETS);
                byte[] twice = java.util.Arrays.copyOf(question, question.length + 5);
                System.arraycopy(question, 5, twice, question.length, 4);
                twice[question.length + 4] = (byte) (1 - question[9]);
                return message.and(SumRound.SETS, twice);
            }
        };
        walk.open();
    }

    @Test
    void noStepIsAnsweredBeforeTheOneThatComesFirst() {
        SumWalk walk = walk();
        Payload about = Payload.EMPTY.and(SumRound.SUM, new SumId(3, 1).bytes());
        for (String step : List.of(Masked.SHARES, Masked.UNMASK)) {
            assertThatThrownBy(() -> walk.filter.asked(step, about, walk.parties.get(0)))
                    .isInstanceOf(SecureSumException.class)
                    .hasMessage("party-1 was asked for '" + step + "' before the step that comes first; it answers each"
                            + " step of a sum once and in order, so that no mask can be opened");
        }
    }

    @Test
    void aMaskedVectorHasNothingBesideIt() {
        SumWalk walk = walk();
        walk.way = new Changing(Turn.TRAIN, false) {
            @Override
            Payload changed(Member member, Payload message) {
                return message.and("loss", 1);
            }
        };
        assertThatThrownBy(walk::open)
                .isInstanceOf(SecureSumException.class)
                .hasMessage("it has more than masked numbers; nothing else is taken");
    }

    /** All that crosses, of a party whose rows are 50, whose losses are 1 and 2, who saw 99 rows in 9 steps. */
    @Test
    void nothingOfAPartyIsInItsMessagesButMaskedNumbers() {
        SumWalk walk = walk();
        List<String> names = new ArrayList<>();
        walk.way = new SumWalk.Way() {
            @Override
            public Payload down(String step, Member to, Payload message) {
                return message;
            }

            @Override
            public Payload up(String step, Member from, Payload message) {
                assertThat(message.vectors()).isEmpty();
                assertThat(message.numbers()).isEmpty();
                names.addAll(message.bytes().keySet());
                return message;
            }
        };
        walk.open();
        assertThat(names).containsOnly(SumRound.CARD, SumRound.LETTERS, MaskedVector.NAME, SumRound.OPENED);
    }

    @Test
    void anUpdateSaysNothingOfRowsStepsOrLosses() {
        SumWalk walk = walk();
        assertThat(walk.update(0).work()).isNotEqualTo(Work.NONE);
        walk.open();
        assertThat(walk.works.values()).containsOnly(Work.NONE);
        assertThat(walk.examples).containsOnly(0);
    }
}
