package dev.parley.engine;

import dev.parley.client.ClientAlgorithm;
import dev.parley.example.Examples;
import dev.parley.example.Party;
import dev.parley.example.Shape;
import dev.parley.model.Model;
import dev.parley.wire.Codec;
import java.util.List;
import java.util.Optional;

/**
 * What an engine is given to do, the same for all rounds.
 *
 * @param model what is learned
 * @param shape the data's shape
 * @param client what a party does
 * @param codec how vectors become bytes
 * @param parties who does it
 * @param test the coordinator's test rows
 * @param validation the coordinator's validation rows, where there are some
 */
public record Job(
        Model model,
        Shape shape,
        ClientAlgorithm client,
        Codec codec,
        List<Party> parties,
        Examples test,
        Optional<Examples> validation) {
    public Job {
        parties = List.copyOf(parties);
    }
}
