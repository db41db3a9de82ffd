package jinye.platform.papers;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** Finds the words in Chinese text, so that a title is not cut inside one. */
final class WordFinder {

    /** Where a word starts and ends, in UTF-16 units. */
    record Word(int start, int end) {}

    private WordFinder() {}

    static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        try (var tokenizer = new HMMChineseTokenizer()) {
            OffsetAttribute offset = tokenizer.addAttribute(OffsetAttribute.class);
            tokenizer.setReader(new StringReader(text));
            tokenizer.reset();
            while (tokenizer.incrementToken()) {
                words.add(new Word(offset.startOffset(), offset.endOffset()));
            }
            tokenizer.end();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return words;
    }
}
