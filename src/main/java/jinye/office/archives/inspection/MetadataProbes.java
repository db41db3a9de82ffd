package jinye.office.archives.inspection;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jinye.kernel.Refusal;
import jinye.kernel.SecrecyWords;
import jinye.office.archives.inspection.FourCheck.Finding;
import jinye.office.archives.items.ArchiveNumber;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Checks that look at the elements alone. */
@Component
class MetadataProbes {

    private record Rule(int lengthMax, Pattern form, String says) {}

    private static final Pattern ANY = Pattern.compile("(?s).*");

    /** Types, lengths and ranges of DA/T 46-2009 as far as this platform fills them in; an empty value is for B2. */
    private static final Map<String, Rule> RULES = Map.of(
            "题名", new Rule(200, ANY, ""),
            "责任者", new Rule(200, ANY, ""),
            "文件编号", new Rule(60, ANY, ""),
            "年度", new Rule(4, Pattern.compile("(19|20)\\d{2}"), "应为四位年度"),
            "保管期限", new Rule(3, Pattern.compile("Y|D30|D10"), "应为永久、定期30年或定期10年"),
            "机构或问题", new Rule(4, Pattern.compile("[A-Z]{2,4}"), "应为二至四个字母"),
            "室编件号", new Rule(4, Pattern.compile("\\d{4}"), "应为四位数字"),
            "密级", new Rule(1, Pattern.compile("无"), "本系统只保存无密级的文件"));

    private static final List<String> MANDATORY = List.of("题名", "责任者", "文种");
    private static final List<String> MANDATORY_WHEN_FILED = List.of("档号", "年度", "保管期限", "机构或问题", "日期", "密级");

    private final JdbcClient database;

    MetadataProbes(JdbcClient database) {
        this.database = database;
    }

    Finding formats(Subject subject, Stage stage) {
        var wrong = new ArrayList<String>();
        subject.metadata().forEach((name, value) -> {
            var rule = RULES.get(name);
            if (rule == null || value.isEmpty()) {
                return;
            }
            if (value.length() > rule.lengthMax()) {
                wrong.add("%s超过 %d 个字".formatted(name, rule.lengthMax()));
            } else if (!rule.form().matcher(value).matches()) {
                wrong.add("%s“%s”%s".formatted(name, value, rule.says()));
            }
        });
        var date = subject.element("日期");
        if (!date.isEmpty() && !isDate(date)) {
            wrong.add("日期“%s”不是日期".formatted(date));
        }
        return Finding.of(wrong);
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).getYear() >= 1949;
        } catch (DateTimeException wrong) {
            return false;
        }
    }

    /** Control characters, private use and broken pairs cannot be exchanged as XML. */
    Finding characters(Subject subject, Stage stage) {
        return Finding.of(subject.metadata().entrySet().stream()
                .filter(element -> element.getValue().codePoints().anyMatch(MetadataProbes::isForeign))
                .map(element -> element.getKey() + "含有不能交换的字符")
                .toList());
    }

    private static boolean isForeign(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> point != '\n' && point != '\t' && point != '\r';
            case Character.PRIVATE_USE, Character.SURROGATE, Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    Finding number(Subject subject, Stage stage) {
        var text = subject.element("档号");
        try {
            var number = ArchiveNumber.of(text);
            var wrong = new ArrayList<String>();
            if (!Integer.toString(number.year()).equals(subject.element("年度"))) {
                wrong.add("档号的年度与元数据不符");
            }
            if (!number.retention().equals(subject.element("保管期限"))
                    || !number.classCode().equals(subject.element("机构或问题"))) {
                wrong.add("档号的分类与元数据不符");
            }
            if (isTaken(text, subject)) {
                wrong.add("档号 %s 已被使用".formatted(text));
            }
            return Finding.of(wrong);
        } catch (Refusal malformed) {
            return Finding.failed("档号“%s”不符合格式".formatted(text));
        }
    }

    private boolean isTaken(String number, Subject subject) {
        return database.sql("""
                        select exists (select 1 from archives.item where archive_number = :number
                                       and not (module = :module and document = :record))
                            or exists (select 1 from archives.void_number where archive_number = :number)
                            or exists (select 1 from archives.candidate where archive_number = :number
                                       and not (module = :module and record = :record))""")
                .param("number", number)
                .param("module", subject.record().module())
                .param("record", subject.record().id())
                .query(Boolean.class)
                .single();
    }

    Finding mandatory(Subject subject, Stage stage) {
        var names = new ArrayList<>(MANDATORY);
        if (stage != Stage.DRAFTING) {
            names.addAll(MANDATORY_WHEN_FILED);
            if (subject.flow().equals("outgoing")) {
                names.add("文件编号");
            }
        }
        return Finding.of(names.stream()
                .filter(name -> subject.element(name).isBlank())
                .map(name -> "缺少" + name)
                .toList());
    }

    Finding readable(Subject subject, Stage stage) {
        return subject.metadata().isEmpty() ? Finding.failed("读不出元数据") : Finding.PASSED;
    }

    /** D4. What is found is only named by its word; the rest is for people. */
    Finding open(Subject subject, Stage stage) {
        return SecrecyWords.in(subject.text())
                .map(word -> Finding.failed("出现“%s”，应立即隔离并报告保密部门".formatted(word)))
                .orElse(Finding.PASSED);
    }
}
