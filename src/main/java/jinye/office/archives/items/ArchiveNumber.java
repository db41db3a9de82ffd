package jinye.office.archives.items;

import java.util.regex.Pattern;
import jinye.kernel.Refusal;

/** 档号 by DA/T 22-2015: 全宗号-门类·年度-保管期限-机构（问题）-件号, such as {@code Z109-WS·2026-Y-BGS-0001}. Never reused. */
public record ArchiveNumber(
        String fonds, String category, int year, String retention, String classCode, int itemNumber) {

    /** 文书档案. */
    public static final String DOCUMENTS = "WS";

    private static final Pattern FORM = Pattern.compile("[A-Z0-9]{4}-[A-Z]{2}·\\d{4}-(Y|D30|D10)-[A-Z]{2,4}-\\d{4}");

    public ArchiveNumber {
        if (!FORM.matcher(text(fonds, category, year, retention, classCode, itemNumber))
                .matches()) {
            throw new Malformed(text(fonds, category, year, retention, classCode, itemNumber));
        }
    }

    public String text() {
        return text(fonds, category, year, retention, classCode, itemNumber);
    }

    /** The parts of a written number. */
    public static ArchiveNumber of(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new Malformed(text);
        }
        var halves = text.split("·", 2);
        var head = halves[0].split("-");
        var tail = halves[1].split("-");
        return new ArchiveNumber(
                head[0], head[1], Integer.parseInt(tail[0]), tail[1], tail[2], Integer.parseInt(tail[3]));
    }

    private static String text(
            String fonds, String category, int year, String retention, String classCode, int itemNumber) {
        return "%s-%s·%04d-%s-%s-%04d".formatted(fonds, category, year, retention, classCode, itemNumber);
    }

    static final class Malformed extends Refusal {
        Malformed(String number) {
            super(Kind.INVALID, "archives.malformed-number", number);
        }
    }
}
