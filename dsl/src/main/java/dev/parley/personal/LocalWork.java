package dev.parley.personal;

import dev.parley.client.EpochsByParty;
import dev.parley.client.LocalAdam;
import dev.parley.client.LocalSgd;
import dev.parley.client.LocalSteps;
import dev.parley.client.Mime;
import dev.parley.filter.ClientAlgorithm;
import dev.parley.filter.Filter;
import dev.parley.filter.Place;
import java.util.List;
import java.util.Optional;

/** The client's local epochs, by which a party's own model is trained too. */
final class LocalWork {
    private LocalWork() {}

    /** Those of a plan's client, which was looked at before the training. */
    static LocalSteps<?> of(ClientAlgorithm client) {
        return LocalSteps.of(client)
                .orElseThrow(() -> new IllegalStateException(client + " is not made of local epochs"));
    }

    /** Tells whether a client's steps go on with a party's own moments from round to round. */
    static boolean keepsMoments(ClientAlgorithm client) {
        return LocalSteps.of(client).orElse(null) instanceof LocalAdam adam && adam.keepsState();
    }

    /** The client among a plan's filters. */
    static ClientAlgorithm client(List<Filter> others) {
        return others.stream()
                .filter(ClientAlgorithm.class::isInstance)
                .map(ClientAlgorithm.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /**
     * An objection to a client whose steps a personalization does not take by its own.
     *
     * @param momentum whether momentum and weight decay are taken too
     */
    static Optional<String> inPlaceOf(Personalization asked, List<Filter> others, boolean momentum) {
        ClientAlgorithm client = client(others);
        Optional<Filter> inner = others.stream()
                .filter(filter -> filter.place() == Place.PERSONAL)
                .findFirst();
        if (inner.isPresent()) {
            return Optional.of("personalize(" + asked + ") takes the client's place, and " + inner.get()
                    + " would hear of no client; leave out what needs it, such as aggregate(qFair(q))");
        }
        boolean plain = client instanceof LocalSgd sgd
                && sgd.clip() == 0
                && sgd.byParty() instanceof EpochsByParty.Same
                && (momentum || (sgd.momentum() == 0 && sgd.weightDecay() == 0));
        return plain
                ? Optional.empty()
                : Optional.of(
                        "personalize(" + asked + ") has steps of its own in the client's place, with the rate, epochs"
                                + " and batch of "
                                + (momentum ? "localSgd(..)" : "localSgd(..) without momentum or weight decay")
                                + ", but the plan has client(" + client + "); use localSgd(0.1)");
    }

    /** An objection to a client that is not made of local epochs. */
    static Optional<String> objection(Personalization asked, List<Filter> others) {
        ClientAlgorithm client = client(others);
        if (client instanceof Mime) {
            return Optional.of("personalize(" + asked + ") trains a party's own model once a round, but client("
                    + client + ") is asked twice; use mimeLite(), or scaffold()");
        }
        return LocalSteps.of(client).isPresent()
                ? Optional.empty()
                : Optional.of("personalize(" + asked + ") trains a party's own model by the client's local epochs, but"
                        + " client(" + client + ") is not made of such; use localSgd(..), localAdam(..), fedProx(..) or"
                        + " scaffold()");
    }
}
