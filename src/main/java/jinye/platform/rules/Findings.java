package jinye.platform.rules;

import java.util.List;
import java.util.stream.Stream;
import jinye.platform.web.Sentences;
import org.jspecify.annotations.Nullable;

/** Puts findings into words. */
record Findings(Sentences sentences) {

    TableFinding error(@Nullable Integer row, String reason, Object... facts) {
        return finding(TableFinding.Level.ERROR, row, reason, facts);
    }

    TableFinding warning(@Nullable Integer row, String reason, Object... facts) {
        return finding(TableFinding.Level.WARNING, row, reason, facts);
    }

    private TableFinding finding(TableFinding.Level level, @Nullable Integer row, String reason, Object... facts) {
        var code = "rules." + reason;
        var words = Stream.concat(
                        Stream.of(row == null ? "" : String.valueOf(row)),
                        Stream.of(facts).map(String::valueOf))
                .toList();
        return new TableFinding(level, row, code, words, sentences.of(code, List.copyOf(words)));
    }
}
