package dev.parley.engine;

import dev.parley.file.Choices;
import java.util.List;

/** The clients of the engines' contract, as a jar of a user's own would declare them: engines elsewhere know them too. */
public final class ContractChoices implements Choices {
    @Override
    public List<Class<? extends Record>> records() {
        return List.of(
                ContractClients.Uneven.class,
                ContractClients.Counts.class,
                ContractClients.Bad.class,
                ContractClients.Answers.class);
    }
}
