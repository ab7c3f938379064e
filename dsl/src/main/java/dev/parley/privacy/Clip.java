package dev.parley.privacy;

import dev.parley.fault.Check;
import dev.parley.filter.Answer;
import dev.parley.filter.CoordinatorSide;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.filter.Place;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import java.util.Optional;

/**
 * Bounds all that a party sends: vectors are scaled by min(1, c / norm), where the norm is over the learned arrays of
 * all of them taken together (McMahan et al., ICLR 2018, flat clipping).
 *
 * <p>The party clips, and the coordinator clips again what arrives, so that a party that does not cannot do more than
 * the others. Running statistics are measured and not learned: they are neither counted nor scaled. Clipping alone
 * protects nobody's privacy. Costs two passes over what is sent, on each side.
 *
 * @param norm c, above 0
 */
public record Clip(double norm) implements Filter, Bound {
    public Clip {
        Check.positive("clip(c)", norm);
    }

    @Override
    public Place place() {
        return Place.BOUND;
    }

    @Override
    public Update atParty(Broadcast from, PartySide here, Answer inner) {
        return Clipping.clipped(inner.to(from, here), norm);
    }

    @Override
    public Update arrived(Update one, CoordinatorSide here) {
        return Clipping.clipped(one, norm);
    }

    @Override
    public Optional<String> note() {
        return Optional.of(this + " bounds updates; no privacy is claimed");
    }

    @Override
    public String toString() {
        return "clip(" + Check.text(norm) + ")";
    }
}
