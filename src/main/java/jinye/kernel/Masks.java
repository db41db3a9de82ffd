package jinye.kernel;

import org.jspecify.annotations.Nullable;

/**
 * 个人信息脱敏: how personal data is shown to whoever has not given a reason to see it whole (个人信息保护法 art. 28, 29, 51). The
 * shapes are those of the platform's rules: a name keeps its first character, an identity number six and four, a telephone three
 * and four, an account its last four.
 */
public final class Masks {

    private static final int MASKED_MIN = 8;

    private Masks() {}

    public static @Nullable String name(@Nullable String name) {
        return name == null || name.isEmpty()
                ? name
                : name.substring(0, name.offsetByCodePoints(0, 1))
                        + "*".repeat(Math.max(1, name.codePointCount(0, name.length()) - 1));
    }

    public static @Nullable String identityNumber(@Nullable String number) {
        return middle(number, 6, 4);
    }

    public static @Nullable String phone(@Nullable String number) {
        return middle(number, 3, 4);
    }

    public static @Nullable String account(@Nullable String number) {
        return middle(number, 0, 4);
    }

    /** What is so short that its ends would nearly be all of it is covered altogether. */
    private static @Nullable String middle(@Nullable String text, int first, int last) {
        if (text == null || text.isEmpty()) {
            return text;
        }
        return text.length() < MASKED_MIN || text.length() <= first + last
                ? "****"
                : text.substring(0, first)
                        + "*".repeat(text.length() - first - last)
                        + text.substring(text.length() - last);
    }
}
