package dev.parley.kernel.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void escapesTextAndAttributes() {
        String html =
                Html.fragment().leaf("b", "<i>&'\"", "title", "\"><script>").done();

        assertThat(html).isEqualTo("<b title=\"&quot;&gt;&lt;script&gt;\">&lt;i&gt;&amp;&#39;&quot;</b>");
    }

    @Test
    void keepsDollarsFromBeingTypesetAsFormulas() {
        assertThat(Html.escape("$a$")).isEqualTo("<span>$</span>a<span>$</span>");
        assertThat(Html.fragment().leaf("b", "", "title", "$").done()).isEqualTo("<b title=\"&#36;\"></b>");
    }

    @Test
    void closesWhatIsOpen() {
        assertThat(Html.fragment().open("table").open("tr").leaf("td", 1).done())
                .isEqualTo("<table><tr><td>1</td></tr></table>");
    }

    @Test
    void aViewFollowsJupyterLabsColoursAndTheReadersPreference() {
        assertThat(Html.view().done())
                .startsWith("<div class=\"parley\"><style>")
                .contains("var(--jp-content-font-color1,", "var(--vscode-editor-foreground,currentColor)")
                .doesNotContain("prefers-color-scheme")
                .endsWith("</div>");
    }
}
