package jinye.platform.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jinye.platform.search.Words.Word;
import org.junit.jupiter.api.Test;

class WordsTests {

    @Test
    void spaceAndPunctuationPartWords() {
        assertThat(Words.read("  卷烟　检查，长沙 ").words()).containsExactly(word("卷烟"), word("检查"), word("长沙"));
    }

    @Test
    void quotesOfAnySortKeepWordsTogether() {
        assertThat(Words.read("“市场 检查” \"a b\" 「无 尾").words())
                .containsExactly(
                        new Word("市场 检查", true, false), new Word("a b", true, false), new Word("无 尾", true, false));
    }

    @Test
    void aMinusInFrontExcludes() {
        assertThat(Words.read("检查 -长沙 −\"株洲 市\" 2026-01 -").words())
                .containsExactly(
                        word("检查"), new Word("长沙", false, true), new Word("株洲 市", true, true), word("2026-01"));
    }

    @Test
    void nothingIsEverASyntaxError() {
        for (var typed : new String[] {
            "\"",
            "--",
            "-",
            "((((",
            "a AND OR NOT",
            "*:*",
            "title:x",
            "?*~^\\",
            "\u0000\u202e",
            "'; drop table x; --",
            "[1 TO",
            "/a.*/",
            "-\"",
            "“”"
        }) {
            Words.read(typed);
        }
        assertThat(Words.read("??? ***").none()).isTrue();
        assertThat(Words.read("  ").none()).isFalse();
    }

    @Test
    void tooLongAndTooManyAreRefused() {
        assertThatExceptionOfType(Words.TextTooLong.class).isThrownBy(() -> Words.read("关".repeat(10_000)));
        assertThatExceptionOfType(Words.TooManyWords.class).isThrownBy(() -> Words.read("关 ".repeat(21)));
    }

    private static Word word(String text) {
        return new Word(text, false, false);
    }
}
