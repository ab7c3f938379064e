package dev.parley.run;

import dev.parley.data.Parties;
import dev.parley.data.Recipe;
import dev.parley.example.Party;
import dev.parley.example.Shape;
import dev.parley.message.Member;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.model.Model;
import dev.parley.num.Layout;
import dev.parley.wire.Float32;
import dev.parley.wire.Messages;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Facts of the data that tables and texts need, so that results can be opened without the rows.
 *
 * @param data the data set's name
 * @param partition how it was split and changed, as it is printed
 * @param shape what the model was to fit
 * @param members who took part
 * @param statistics for each of them the bytes of round 0
 * @param recipe how to make the parties again, when that is asked for
 * @param environment what else decides the bits
 */
public record DataSummary(
        String data,
        String partition,
        Shape shape,
        List<Member> members,
        List<Long> statistics,
        Supplier<Recipe> recipe,
        Map<String, String> environment) {

    /** That of parties, and of this machine. */
    public static DataSummary of(Parties parties, Model model) {
        return new DataSummary(
                parties.name(),
                parties.how(),
                parties.shape(),
                parties.all().stream()
                        .map(party -> new Member(party.index(), party.name(), party.size()))
                        .toList(),
                parties.all().stream().map(DataSummary::told).toList(),
                parties::recipe,
                Environment.here(model, parties.shape()));
    }

    /** The bytes of what a party tells in round 0. */
    private static long told(Party party) {
        if (party.statistics().isEmpty()) {
            return 0;
        }
        Member member = new Member(party.index(), party.name(), party.size());
        return new Messages(new Float32(), Layout.empty())
                .size(new Update(member, party.size(), party.statistics(), Work.NONE));
    }

    /** The same with what parties really sent in round 0; those that are not named stay as they are. */
    DataSummary told(SortedMap<Integer, Long> bytes) {
        return bytes.isEmpty()
                ? this
                : new DataSummary(
                        data,
                        partition,
                        shape,
                        members,
                        IntStream.range(0, members.size())
                                .mapToObj(party -> bytes.getOrDefault(party, statistics.get(party)))
                                .toList(),
                        recipe,
                        environment);
    }

    /** Party of this name. */
    public Member member(String name) {
        return members.stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new dev.parley.fault.DataException("party(\"" + name
                        + "\"): nobody is called so; there are "
                        + String.join(", ", members.stream().map(Member::name).toList())));
    }
}
