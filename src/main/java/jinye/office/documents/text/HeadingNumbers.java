package jinye.office.documents.text;

import java.util.regex.Pattern;

/** Numbers headings 一、 / （一） / 1. / （1） (GB/T 9704-2012 7.3.3), each level starting again under a higher one. */
public final class HeadingNumbers {

    private static final String DIGITS = "零一二三四五六七八九";
    // a number typed or pasted before the heading would stand there twice
    private static final Pattern TYPED = Pattern.compile(
            "^\\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\\d{1,2}[.．、](?!\\d)|[（(]\\d{1,2}[）)])\\s*");

    private final int[] last = new int[5];

    public String number(Body.Heading heading) {
        int level = heading.level();
        last[level]++;
        for (int below = level + 1; below < last.length; below++) {
            last[below] = 0;
        }
        int number = last[level];
        var text = TYPED.matcher(heading.text()).replaceFirst("");
        return switch (level) {
            case 1 -> chinese(number) + "、" + text;
            case 2 -> "（" + chinese(number) + "）" + text;
            case 3 -> number + "." + text;
            default -> "（" + number + "）" + text;
        };
    }

    /** 1 to 99, as they are spoken: 十, 十二, 二十, 二十三. */
    static String chinese(int number) {
        if (number > 99) {
            return Integer.toString(number);
        }
        int tens = number / 10;
        int ones = number % 10;
        var text = new StringBuilder();
        if (tens > 1) {
            text.append(DIGITS.charAt(tens));
        }
        if (tens > 0) {
            text.append('十');
        }
        if (ones > 0) {
            text.append(DIGITS.charAt(ones));
        }
        return text.toString();
    }
}
