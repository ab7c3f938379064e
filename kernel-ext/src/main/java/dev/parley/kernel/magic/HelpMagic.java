package dev.parley.kernel.magic;

import dev.parley.kernel.render.Bundle;
import dev.parley.kernel.render.Html;
import dev.parley.kernel.word.Word;
import java.util.List;

/** {@code %help parley}: every word by theme, with the first sentence of its documentation. */
final class HelpMagic {
    private HelpMagic() {}

    static Bundle answer(List<String> words) {
        if (!words.equals(List.of("parley"))) {
            throw Magic.refusal("%help takes the word 'parley'", words, "%help parley");
        }
        List<Word> all = Word.all();
        return Bundle.text(text(all)).html(html(all));
    }

    private static String text(List<Word> words) {
        StringBuilder out = new StringBuilder();
        String theme = "";
        for (Word word : words) {
            if (!word.theme().equals(theme)) {
                theme = word.theme();
                out.append(out.isEmpty() ? "" : "\n").append(theme).append('\n');
            }
            out.append("  %-40s %s%n".formatted(word.call(), word.sentence()));
        }
        return out.toString().stripTrailing();
    }

    private static Html html(List<Word> words) {
        Html html = Html.view();
        html.open("div", "class", "p-wide").open("table", "class", "p-table").open("tbody");
        String theme = "";
        for (Word word : words) {
            if (!word.theme().equals(theme)) {
                theme = word.theme();
                html.open("tr").leaf("th", theme, "colspan", 2, "scope", "colgroup", "class", "p-name");
                html.close();
            }
            html.open("tr").open("td").leaf("code", word.call()).close();
            html.leaf("td", word.sentence(), "style", "text-align:left;white-space:normal");
            html.close();
        }
        return html;
    }
}
