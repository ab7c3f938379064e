package dev.parley.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import jdk.jshell.JShell;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PiecesTest {
    private static final JShell SHELL =
            JShell.builder().executionEngine("local").build();

    @AfterAll
    static void close() {
        SHELL.close();
    }

    @Test
    void aChainBrokenBeforeItsDotsIsOneSnippet() {
        assertThat(cut("var a = List.of(1)\n    // a comment\n    .stream()\n    .count();\na\n"))
                .containsExactly("1: var a = List.of(1)\n    // a comment\n    .stream()\n    .count();", "5: a");
        assertThat(cut("List.of(1)\n    .stream()\n    .count()\na\n"))
                .containsExactly("1: List.of(1)\n    .stream()\n    .count()", "4: a");
    }

    @Test
    void bareValuesOnLinesOfTheirOwnAreSnippets() {
        assertThat(cut("// first\na\na.size()\n\nb")).containsExactly("2: a", "3: a.size()", "5: b");
    }

    @Test
    void blocksReachToTheirEnd() {
        assertThat(cut("if (a)\n  b();\nelse\n  c();\nint f(int x)\n{\n  return x;\n}\nd()"))
                .containsExactly("1: if (a)\n  b();\nelse\n  c();", "5: int f(int x)\n{\n  return x;\n}", "9: d()");
    }

    @Test
    void oneLineMayHoldTwo() {
        assertThat(cut("int a = 1; int b = 2;\nc")).containsExactly("1: int a = 1;", "1: int b = 2;", "2: c");
    }

    @Test
    void aCommandIsNoDivision() {
        assertThat(cut("a\n/exit 3\n")).containsExactly("1: a", "2: /exit 3");
        assertThat(Pieces.of("/exit 3", SHELL.sourceCodeAnalysis()).get(0).isCommand())
                .isTrue();
    }

    @Test
    void whatIsBrokenIsKeptToBeReported() {
        assertThat(cut("a\nint (")).containsExactly("1: a", "2: int (");
        assertThat(cut("/* never closed")).isEmpty();
    }

    private static List<String> cut(String script) {
        return Pieces.of(script, SHELL.sourceCodeAnalysis()).stream()
                .map(piece -> piece.line() + ": " + piece.source().strip())
                .toList();
    }
}
