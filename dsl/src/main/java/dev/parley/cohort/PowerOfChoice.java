package dev.parley.cohort;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Exchange;
import dev.parley.filter.LossAtStart;
import dev.parley.message.Member;
import dev.parley.message.Payload;
import dev.parley.message.Turn;
import dev.parley.message.Update;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Power of choice (Cho, Wang and Joshi, 2020; AISTATS 2022): d candidates drawn by their share of the rows, one after the
 * other without replacement, of whom the m with the highest loss of the current model take part.
 *
 * <p>Candidates are sent the model and answer with the mean loss on all of their rows, which costs each a pass without
 * gradients and the bytes of both messages. The larger d / m, the faster parties with much loss catch up, and the farther
 * the model is from the weighted mean's optimum. The paper takes the plain mean: {@code aggregate(mean())}.
 *
 * @param d candidates, at least m
 * @param count m; 0 is half of d, rounded up: the paper's d = 2 m
 */
public record PowerOfChoice(int d, int count) implements Sized {
    public PowerOfChoice {
        Check.atLeastOne("powerOfChoice(d)", d);
        if (count < 0 || count > d) {
            throw new PlanException("powerOfChoice(d, m) chooses m of d candidates, but d is " + d + " and m is "
                    + count + "; take m from 1 to " + d + ", or more candidates");
        }
    }

    @Override
    public int[] draw(Turn turn, List<Member> all, CoordinatorSide here, Exchange ask) {
        int[] candidates = candidates(turn, all, here);
        Map<Member, Payload> to = new LinkedHashMap<>();
        Payload model = Payload.of(Update.PARAMS, here.params());
        for (int candidate : candidates) {
            to.put(all.get(candidate), model);
        }
        Map<Member, Payload> answers = ask.ask(Turn.LOSS, to);
        SortedMap<Integer, Double> losses = new TreeMap<>();
        for (int candidate : candidates) {
            Payload answer = answers.get(all.get(candidate));
            if (answer != null) {
                losses.put(candidate, answer.number(LossAtStart.LOSS));
            }
        }
        return losses.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Integer, Double> each) -> each.getValue())
                        .reversed())
                .limit(size())
                .mapToInt(Map.Entry::getKey)
                .sorted()
                .toArray();
    }

    /** The first d of races whose speeds are the parties' rows: draws one after the other, by rows. */
    private int[] candidates(Turn turn, List<Member> all, CoordinatorSide here) {
        UniformRandomProvider random =
                here.draws().named("cohort", turn.round()).random();
        double[] times = all.stream()
                .mapToDouble(each -> -Math.log(1 - random.nextDouble()) / each.examples())
                .toArray();
        return IntStream.range(0, times.length)
                .boxed()
                .sorted(Comparator.comparingDouble(party -> times[party]))
                .limit(d)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    private int size() {
        return count == 0 ? (d + 1) / 2 : count;
    }

    @Override
    public double expected(int parties) {
        return Math.min(size(), parties);
    }

    @Override
    public boolean byRows() {
        return true;
    }

    @Override
    public Optional<String> refusal(List<String> parties) {
        return UniformCount.more(toString(), d, parties.size(), "d = " + parties.size());
    }

    @Override
    public boolean isSized() {
        return count > 0;
    }

    @Override
    public PowerOfChoice sized(int m) {
        return new PowerOfChoice(d, m);
    }

    @Override
    public String toString() {
        return "powerOfChoice(" + d + (count == 0 ? "" : ", " + count) + ")";
    }
}
