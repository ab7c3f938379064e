package dev.parley.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.fault.DataException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LettersTest {
    private static final String FRENCH =
            "ville,état\nBesançon,été passé à la mer\nNîmes,forêt dorée\nOrléans,château\n";
    private static final String CHINESE = "城市,状态\n北京,今天的天气很好我们去公园\n上海,明天会下雨请带伞\n广州,昨天很热\n";

    private static String said(String text, String charset) {
        try {
            return Letters.of(text.getBytes(Charset.forName(charset)), StandardCharsets.UTF_8, "csv(\"a\")");
        } catch (DataException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void latin1IsNamedWithALineAsItReads() {
        assertThat(said(FRENCH, "ISO-8859-1"))
                .startsWith("csv(\"a\"): the file is not UTF-8 text; ISO-8859-1 would read \"ville,état\"")
                .endsWith("say which is right, for instance csv(\"a\").charset(\"ISO-8859-1\")")
                .doesNotContain("GBK");
    }

    @Test
    void chineseIsNamedToo() {
        assertThat(said(CHINESE, "GBK")).contains("GB18030 would read \"城市,状态\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
    void aMarkOfTheByteOrderSaysHowToRead(String charset) {
        assertThat(said("\uFEFF" + FRENCH, charset)).isEqualTo(FRENCH);
    }

    @Test
    void aCharsetThatWasSaidIsTaken() {
        byte[] bytes = CHINESE.getBytes(Charset.forName("GBK"));

        assertThat(Letters.of(bytes, Charset.forName("GBK"), "csv(\"a\")")).isEqualTo(CHINESE);
        assertThatThrownBy(() ->
                        Letters.of(new byte[] {(byte) 0x81}, Charset.forName("GBK"), "csv(\"a\").charset(\"GBK\")"))
                .hasMessageStartingWith("csv(\"a\").charset(\"GBK\"): the file is not GBK text");
    }
}
