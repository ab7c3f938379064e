package dev.parley.kernel.word;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.kernel.Imports;
import java.util.Optional;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Advice on the messages of the real compiler, with what cells find imported. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HintTest {
    private final JShell shell = JShell.builder().executionEngine("local").build();

    @BeforeAll
    void imports() {
        shell.addToClasspath(System.getProperty("java.class.path"));
        Imports.source().lines().forEach(shell::eval);
    }

    @AfterAll
    void closes() {
        shell.close();
    }

    @Test
    void attackersGivenAsANumberAreShownNamesAndShare() {
        assertThat(hint("federation().attack(signFlip(5), 3)")).contains("""
                        attack(..) does not take these arguments; say, for example
                            federation().attack(signFlip(5), "party-3", "party-6")
                            federation().attack(labelFlip(), share(0.2))
                            federation().attack(littleIsEnough(), "party-3")
                            federation().attack(innerProduct(0.5), share(0.2))""");
    }

    @Test
    void aRuleThatIsNoSumIsShownOnesThatAre() {
        assertThat(hint("federation().aggregate(secure(median()))"))
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("secure(..) does not take these arguments; say, for example\n")
                        .contains("secure(mean())"));
    }

    @Test
    void aStepThatIsMisspelledIsShownItsNeighbors() {
        assertThat(hint("federation().round(5)")).contains("""
                        Federation has no round; near to it are
                            .rounds(int n)
                            .onRound(Consumer<RoundView> callback)""");
    }

    @Test
    void aWordThatIsMisspelledIsShownItsNeighbors() {
        assertThat(hint("federaton().rounds(5)")).contains("""
                        There is no federaton; near to it are
                            federation()""");
    }

    @Test
    void codeThatIsNotParleysIsLeftToTheCompiler() {
        assertThat(hint("\"text\".lenght()")).isEmpty();
        assertThat(hint("int x = \"text\";")).isEmpty();
        assertThat(hint("named(\"mine\", updates -> { int x = \"text\"; return updates.mean(); })"))
                .isEmpty();
        assertThat(hint("zzzzzzzz(3)")).isEmpty();
        assertThat(hint("\"text\".charAt(\"x\")")).isEmpty();
    }

    private Optional<String> hint(String code) {
        SnippetEvent event = shell.eval(code).get(0);
        Diag error = shell.diagnostics(event.snippet())
                .filter(Diag::isError)
                .findFirst()
                .orElseThrow();
        return Hint.on(error, event.snippet().source()).map(Hint::text);
    }
}
