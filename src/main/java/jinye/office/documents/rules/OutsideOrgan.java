package jinye.office.documents.rules;

import java.util.regex.Pattern;

/** What the name of a receiver outside the tree tells about it. */
enum OutsideOrgan {
    /** 国家烟草专卖局 (中国烟草总公司): the head of the trade. */
    STATE_ADMINISTRATION,
    /** A party committee or a people's government, or its office. */
    GOVERNMENT,
    /** A leader by name or title. */
    PERSON,
    OTHER;

    private static final Pattern GOVERNMENT_NAME =
            Pattern.compile("(人民政府|政府办公厅|政府办公室|省委|市委|县委|区委|州委|党委|委员会办公厅|委员会办公室)$|^中共.*委员会$");
    private static final Pattern PERSON_NAME = Pattern.compile("(同志|先生|女士|局长|副局长|省长|市长|州长|县长|区长|书记|厅长|处长|主任|总经理|组长)$");

    static OutsideOrgan of(String name) {
        if (name.startsWith("国家烟草专卖局") || name.startsWith("国家局") || name.startsWith("中国烟草总公司")) {
            return STATE_ADMINISTRATION;
        }
        if (GOVERNMENT_NAME.matcher(name).find()) {
            return GOVERNMENT;
        }
        return PERSON_NAME.matcher(name).find() ? PERSON : OTHER;
    }

    static boolean isGovernment(String name) {
        return of(name) == GOVERNMENT;
    }
}
