package jinye.kernel;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds state-secret markings in whatever people type. This system is not classified: 保守国家秘密法 art. 31 forbids keeping
 * state secrets in it, so a marked text is refused and not kept. The mark of GB/T 9704-2012 7.2.2 is the level, a star and the
 * term: 机密★5年.
 */
public final class SecrecyWords {

    private static final Pattern MARK =
            Pattern.compile("(绝\\s*密|机\\s*密|秘\\s*密)\\s*[★☆⭐＊*]|(绝密|机密|秘密)级?(文件|公文|资料|件)|密级[:：\\s]*(绝密|机密|秘密)"
                    // in front of a title: 【机密】关于…, 绝密 关于…
                    + "|(?m:^)\\s*(?:[【\\[（(〔]\\s*(绝密|机密|秘密)\\s*[】\\]）)〕]|(绝密|机密|秘密)[ \t\u3000]+(?=\\S))");
    private static final Pattern ONLY_MARK = Pattern.compile("^[\\s【\\[（(〔]*(绝密|机密|秘密)[\\s】\\]）)〕]*(?:\\d+年)?$");

    private SecrecyWords() {}

    /** Refuses the words people write beside a record: opinions, reasons, notes. */
    public static void refuseIn(@Nullable String text) {
        if (text != null) {
            in(text).ifPresent(mark -> {
                throw new StateSecret(mark);
            });
        }
    }

    /** The marking found, as it stands in the text. A text that only talks about keeping secrets (保密, 秘密渠道) has none. */
    public static Optional<String> in(String text) {
        var mark = MARK.matcher(text);
        if (mark.find()) {
            return Optional.of(mark.group());
        }
        return text.lines()
                .filter(line -> line.length() <= 20 && ONLY_MARK.matcher(line).matches())
                .map(String::strip)
                .findFirst();
    }

    static final class StateSecret extends Refusal {
        StateSecret(String mark) {
            super(Kind.INVALID, "web.state-secret", mark);
        }
    }
}
