package dev.parley.personal;

import dev.parley.client.LocalSgd;
import dev.parley.fault.Check;
import dev.parley.filter.Answer;
import dev.parley.filter.Filter;
import dev.parley.filter.PartySide;
import dev.parley.filter.Setting;
import dev.parley.message.Broadcast;
import dev.parley.message.Update;
import dev.parley.message.Work;
import dev.parley.num.Layout;
import dev.parley.num.ParamVector;
import dev.parley.optimizer.Correction;
import java.util.List;
import java.util.Optional;

/**
 * FedRep: in a round a party first trains the head, which stays with it, on a body that is held fixed, then the body on that
 * head; bodies are averaged (Collins, Hassani, Mokhtari and Shakkottai, ICML 2021, algorithm 1).
 *
 * <p>The body takes the client's epochs, the head some of its own, 5 unless {@code head(n)} says another number. Steps are
 * those of {@code localSgd}. There is no common model.
 *
 * @param layers names of the layers or arrays that stay; none for the last layers
 * @param last how many of them, at least 1
 * @param head epochs of the head in a round, at least 1
 * @param arrays what the layers come to in a model; none before it is known
 */
public record FedRep(List<String> layers, int last, int head, List<String> arrays) implements KeepsArrays {
    private static final int HEAD = 5;

    public FedRep {
        Check.atLeastOne("fedRep(last)", last);
        Check.atLeastOne("fedRep(..).head(n)", head);
        layers = List.copyOf(layers);
        arrays = List.copyOf(arrays);
    }

    /** Before the model is known, with 5 epochs of the head. */
    public FedRep(List<String> layers, int last) {
        this(layers, last, HEAD, List.of());
    }

    /**
     * Passes of the head over the rows in a round; default 5.
     *
     * @param epochs at least 1, else a PlanException
     */
    public FedRep head(int epochs) {
        return new FedRep(layers, last, epochs, arrays);
    }

    @Override
    public Personalization settled(Setting setting) {
        return new FedRep(
                layers, last, head, LayerNames.kept("personalize(" + this + ")", layers, last, setting.layout()));
    }

    @Override
    public Update learn(Broadcast from, PartySide here, Answer inner) {
        LocalSgd sgd = (LocalSgd) here.client();
        Layout layout = here.layout();
        Part kept = Part.of(layout, arrays);
        Part shared = Part.without(layout, arrays);
        try (ParamVector start = own(from, here)) {
            Work work;
            try (Update first = sgd.epochs(head).train(from.unwatched(), start, here, only(kept));
                    ParamVector trained = here.pool().copy(start).add(1, first.delta())) {
                kept.copy(trained, start);
                work = first.work();
            }
            keep(start, here);
            Update update = sgd.train(from, start, here, only(shared));
            kept.clear(update.delta());
            return update.after(work);
        }
    }

    private static List<Correction> only(Part part) {
        return List.of(Correction.only(part.spans()));
    }

    @Override
    public Optional<String> objection(List<Filter> others) {
        return LocalWork.inPlaceOf(this, others, true);
    }

    @Override
    public String toString() {
        return LayerNames.said("fedRep", layers, last) + (head == HEAD ? "" : ".head(" + head + ")");
    }
}
