package jinye.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import jinye.kernel.Grant;
import jinye.kernel.RecordId;
import jinye.platform.search.SearchEntry;
import jinye.platform.search.SearchSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Documents of 104 bureaux for the index: entry n is the same in every run, and so is who may find it. */
@Component
@Profile("bench")
@ConditionalOnProperty("bench.entries")
class Entries implements SearchSource {

    static final String MODULE = "bench";
    static final int UNITS = 104;
    private static final int DEPARTMENTS = 12;
    private static final int PEOPLE = 10;
    private static final int BODY_CHARACTERS = 260;
    private static final String[] KINDS = {"outgoing", "incoming", "memo", "archive"};
    private static final String[] STATES = {"起草", "部门审核", "核稿", "签发", "分发", "待归档", "已归档"};
    private static final String[] DOCUMENT_KINDS = {"通知", "请示", "报告", "批复", "函", "意见", "通报", "纪要", "签报"};
    private static final String[] URGENCIES = {"平件", "平件", "平件", "加急", "特急"};

    private final int count;

    Entries(@Value("${bench.entries}") int count) {
        this.count = count;
    }

    @Override
    public String module() {
        return MODULE;
    }

    @Override
    public void all(Consumer<SearchEntry> entries) {
        for (int n = 0; n < count; n++) {
            entries.accept(entry(n));
        }
    }

    static SearchEntry entry(int n) {
        var texts = Texts.of(n);
        int unit = texts.skewed(UNITS);
        var tokens = tokens(texts, unit);
        int year = 2016 + texts.skewed(11);
        return new SearchEntry(
                new RecordId(MODULE, n),
                KINDS[texts.skewed(KINDS.length)],
                texts.title(),
                texts.perhaps(0.8) ? "湘烟办〔" + year + "〕" + texts.between(1, 999) + "号" : null,
                texts.body(BODY_CHARACTERS),
                texts.perhaps(0.2) ? texts.body(BODY_CHARACTERS) : "",
                LocalDate.of(year, texts.between(1, 12), texts.between(1, 28)),
                Map.of(
                        "state", STATES[texts.between(0, STATES.length - 1)],
                        "unit", "第" + unit + "烟草专卖局",
                        "documentKind", DOCUMENT_KINDS[texts.skewed(DOCUMENT_KINDS.length)],
                        "urgency", URGENCIES[texts.between(0, URGENCIES.length - 1)]),
                tokens,
                "/bench/" + n);
    }

    static Set<String> tokens(int n) {
        var texts = Texts.of(n);
        return tokens(texts, texts.skewed(UNITS));
    }

    /** Author, department, a few handlers, the office and the archive; a third was sent to other units. */
    private static Set<String> tokens(Texts texts, int unit) {
        var tokens = new LinkedHashSet<String>();
        int department = department(unit, texts.skewed(DEPARTMENTS));
        tokens.add(Grant.person(person(department, texts.between(0, PEOPLE - 1))));
        tokens.add(Grant.department(department));
        for (int i = texts.between(1, 5); i > 0; i--) {
            tokens.add(Grant.person(person(department(unit, texts.skewed(DEPARTMENTS)), texts.between(0, PEOPLE - 1))));
        }
        tokens.add(Grant.role("R_OFFICE", id(unit)));
        tokens.add(Grant.role("R_ARCH", id(unit)));
        tokens.add(Grant.role("R_AUDIT", id(0)));
        if (texts.perhaps(0.3)) {
            for (int i = texts.between(1, 3); i > 0; i--) {
                tokens.add(Grant.unit(id(texts.skewed(UNITS))));
            }
        }
        return tokens;
    }

    /** The directory counts from one: somebody of the demo bureau who signs in finds what their unit was sent. */
    private static long id(int unit) {
        return unit + 1;
    }

    /** Far from the ids of the demo bureau. */
    private static int department(int unit, int department) {
        return 700_000 + unit * DEPARTMENTS + department;
    }

    private static int person(int department, int person) {
        return department * PEOPLE + person;
    }

    /** What somebody holds: a clerk sees little, the head of an office much, the auditor all. */
    record Profiled(String name, Set<String> tokens) {}

    static List<Profiled> profiles() {
        int clerk = department(3, 1);
        int head = department(0, 0);
        List<Profiled> profiles = new ArrayList<>();
        profiles.add(new Profiled(
                "clerk",
                Set.of(Grant.person(person(clerk, 4)), Grant.department(clerk), Grant.unit(id(3)), Grant.post(1))));
        profiles.add(new Profiled(
                "head",
                Set.of(
                        Grant.person(person(head, 0)),
                        Grant.department(head),
                        Grant.unit(id(0)),
                        Grant.role("R_OFFICE", id(0)),
                        Grant.role("R_DEPT_HEAD", id(0)),
                        Grant.post(2))));
        profiles.add(new Profiled(
                "auditor", Set.of(Grant.person(1), Grant.role("R_AUDIT", id(0)), Grant.role("R_STAFF", id(0)))));
        return profiles;
    }
}
