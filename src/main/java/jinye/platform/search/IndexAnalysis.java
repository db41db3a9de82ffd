package jinye.platform.search;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.hibernate.search.backend.lucene.analysis.LuceneAnalysisConfigurationContext;
import org.hibernate.search.backend.lucene.analysis.LuceneAnalysisConfigurer;

/**
 * Texts are indexed twice. {@code words} cuts them into dictionary words, so that 烟草检查 finds 烟草市场检查. {@code chars} keeps
 * every character and every pair of neighbours, so that names, numbers and words no dictionary has are found as they stand.
 */
final class IndexAnalysis implements LuceneAnalysisConfigurer {

    static final String WORDS = "words";
    static final String CHARS = "chars";

    /** For looking up Chinese: pairs only, which are far rarer than single characters. */
    static final String PAIRS = "pairs";

    /** For looking up mixed text such as 湘烟办〔2026〕12号: positions of pairs would not fit. */
    static final String SINGLE = "single";

    @Override
    public void configure(LuceneAnalysisConfigurationContext context) {
        context.analyzer(WORDS).custom().tokenizer("hmmChinese").tokenFilter("lowercase");
        context.analyzer(SINGLE)
                .custom()
                .tokenizer("standard")
                .tokenFilter("cjkWidth")
                .tokenFilter("lowercase");
        context.analyzer(PAIRS)
                .custom()
                .tokenizer("standard")
                .tokenFilter("cjkWidth")
                .tokenFilter("lowercase")
                .tokenFilter("cjkBigram");
        context.analyzer(CHARS)
                .custom()
                .tokenizer("standard")
                .tokenFilter("cjkWidth")
                .tokenFilter("lowercase")
                .tokenFilter("cjkBigram")
                .param("outputUnigrams", "true");
    }

    /** The dictionary words of a text, as {@code words} indexes them; punctuation left out. */
    static List<String> words(String text) {
        var words = new ArrayList<String>();
        try (var tokenizer = new HMMChineseTokenizer()) {
            tokenizer.setReader(new StringReader(text));
            try (var stream = new LowerCaseFilter(tokenizer)) {
                var term = stream.addAttribute(CharTermAttribute.class);
                stream.reset();
                while (stream.incrementToken()) {
                    var word = term.toString();
                    if (word.codePoints().anyMatch(Character::isLetterOrDigit)) {
                        words.add(word);
                    }
                }
                stream.end();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return words;
    }
}
