package jinye.platform.directory;

import java.util.Locale;
import java.util.Map;

/** Pinyin for searching and for sign-in names: all letters ({@code wangjianguo}) and initials ({@code wjg}), without tones. */
record Pinyin(String letters, String initials) {

    /** Surnames are often read unlike the same character elsewhere (通用规范汉字表, surname readings). */
    private static final Map<String, String> SURNAMES = Map.ofEntries(
            Map.entry("曾", "zeng"),
            Map.entry("单", "shan"),
            Map.entry("解", "xie"),
            Map.entry("仇", "qiu"),
            Map.entry("区", "ou"),
            Map.entry("覃", "qin"),
            Map.entry("瞿", "qu"),
            Map.entry("乐", "yue"),
            Map.entry("盖", "ge"),
            Map.entry("查", "zha"),
            Map.entry("缪", "miao"),
            Map.entry("朴", "piao"),
            Map.entry("贠", "yun"),
            Map.entry("黑", "he"),
            Map.entry("洗", "xian"),
            Map.entry("繁", "po"));

    private static final Map<String, String> DOUBLE_SURNAMES =
            Map.of("尉迟", "yu chi", "万俟", "mo qi", "长孙", "zhang sun", "令狐", "ling hu", "澹台", "tan tai");

    static Pinyin ofPerson(String name) {
        var letters = new StringBuilder();
        var initials = new StringBuilder();
        int start = 0;
        if (name.length() > 2 && DOUBLE_SURNAMES.get(name.substring(0, 2)) instanceof String surname) {
            for (var syllable : surname.split(" ")) {
                append(letters, initials, syllable);
            }
            start = 2;
        } else if (!name.isEmpty() && SURNAMES.get(name.substring(0, 1)) instanceof String surname) {
            append(letters, initials, surname);
            start = 1;
        }
        spell(name, start, letters, initials);
        return new Pinyin(letters.toString(), initials.toString());
    }

    /** Names of units and departments: 长 is read chang there (长沙), not zhang. */
    static Pinyin ofName(String name) {
        var letters = new StringBuilder();
        var initials = new StringBuilder();
        spell(name, 0, letters, initials);
        return new Pinyin(letters.toString(), initials.toString());
    }

    private static void spell(String name, int start, StringBuilder letters, StringBuilder initials) {
        for (int i = start; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '长') {
                append(letters, initials, "chang");
            } else if (com.github.promeg.pinyinhelper.Pinyin.isChinese(c)) {
                append(
                        letters,
                        initials,
                        com.github.promeg.pinyinhelper.Pinyin.toPinyin(c).toLowerCase(Locale.ROOT));
            } else if (Character.isLetterOrDigit(c)) {
                append(letters, initials, String.valueOf(Character.toLowerCase(c)));
            }
        }
    }

    private static void append(StringBuilder letters, StringBuilder initials, String syllable) {
        letters.append(syllable);
        initials.append(syllable.charAt(0));
    }
}
