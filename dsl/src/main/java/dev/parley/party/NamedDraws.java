package dev.parley.party;

import dev.parley.filter.Draws;
import dev.parley.num.Seed;
import java.security.SecureRandom;

/**
 * Streams named below a root, and the platform's secret randomness.
 *
 * @param root where the names begin
 */
public record NamedDraws(Seed root) implements Draws {
    private static final class Secret {
        static final SecureRandom RANDOM = new SecureRandom();
    }

    @Override
    public Seed named(String use, long... at) {
        Seed seed = root.at(use);
        return switch (at.length) {
            case 0 -> seed;
            case 1 -> root.at(use, at[0]);
            case 2 -> root.at(use, at[0], at[1]);
            default -> {
                Seed deeper = root.at(use, at[0], at[1]);
                for (int i = 2; i < at.length; i++) {
                    deeper = deeper.at("at", at[i]);
                }
                yield deeper;
            }
        };
    }

    @Override
    public SecureRandom secret() {
        return Secret.RANDOM;
    }
}
