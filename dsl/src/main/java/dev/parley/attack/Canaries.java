package dev.parley.attack;

import dev.parley.fault.Check;
import dev.parley.fault.PlanException;
import dev.parley.filter.Answer;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.filter.Place;
import dev.parley.message.Broadcast;
import dev.parley.message.Payload;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.num.GaussianNoise;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.num.Role;
import dev.parley.num.Seed;
import java.util.List;

/**
 * Canaries of an audit: parties that send in each round, by a fair coin, either nothing or a random direction of their own.
 *
 * <p>Directions are uniform on the sphere (Andrew et al., ICLR 2024, algorithm 2), and are clipped, noised, compressed and
 * masked as any update is. In many dimensions they are nearly at right angles, so that each can be looked for by itself.
 * They teach nothing: a model with canaries in it is for the audit alone.
 *
 * @param parties by name
 * @param norm of what is sent, above 0; larger than the plan's clip, so that the clip decides
 * @param seed of the coins and of the directions
 */
public record Canaries(List<String> parties, double norm, long seed) implements Filter {
    public Canaries {
        parties = List.copyOf(parties);
        if (parties.isEmpty()) {
            throw new PlanException("canaries need parties, but none was given; name at least one");
        }
        Check.positive("canaries(norm)", norm);
    }

    /** Inside all that bounds, noises and hides what is sent. */
    @Override
    public Place place() {
        return Place.PERSONAL;
    }

    @Override
    public Update atParty(Broadcast from, PartySide here, Answer inner) {
        String name = here.member().name();
        if (!parties.contains(name)) {
            return inner.to(from, here);
        }
        ParamVector sent = here.pool().copy(from.params()).fill(0);
        if (in(name)) {
            draw(name, sent).scale(norm, Role.LEARNED);
        }
        return new Update(here.member(), here.party().size(), Payload.of(Update.DELTA, sent), Work.NONE);
    }

    /** The coin of a canary: tells if it sends its direction. */
    public boolean in(String name) {
        return new Seed(seed).at("coin of " + name).random().nextBoolean();
    }

    /** The direction of a canary, of norm 1. */
    public ParamVector direction(String name, Layout layout) {
        return draw(name, ParamVector.zeros(layout));
    }

    private ParamVector draw(String name, ParamVector zeros) {
        GaussianNoise.add(zeros, 1, new Seed(seed).at("direction of " + name));
        return zeros.scale(1 / zeros.norm(Role.LEARNED), Role.LEARNED);
    }

    @Override
    public String toString() {
        return "canaries(" + parties.size() + " of norm " + Check.text(norm) + ")";
    }
}
