package jinye.kernel;

/**
 * One reason why holders of a token may read a record. Readable means: the person's tokens and the record's grants overlap.
 *
 * @param token  see {@link Actor#tokens()}
 * @param reason Chinese, for people: 「承办人：部门审核」, 「主送单位」, 「起草部门」
 */
public record Grant(String token, String reason) {

    public static String person(long id) {
        return "person:" + id;
    }

    public static String post(long id) {
        return "post:" + id;
    }

    public static String department(long id) {
        return "department:" + id;
    }

    public static String unit(long id) {
        return "unit:" + id;
    }

    public static String role(String role, long unit) {
        return "role:" + role + "@unit:" + unit;
    }
}
