package jinye.office.archives.arrangement;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import jinye.office.archives.items.Source;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 归档范围和保管期限表, two of them: tobacco units are organ (8号令) and enterprise (10号令) at once. */
@Component
class RetentionRules {

    enum Schedule {
        ORGAN("机关（8号令）"),
        ENTERPRISE("企业（10号令）");

        private final String term;

        Schedule(String term) {
            this.term = term;
        }

        String term() {
            return term;
        }
    }

    record Rule(
            String schedule,
            int position,
            String flow,
            List<String> words,
            boolean inScope,
            @Nullable String retention,
            String description,
            String source,
            String tag) {

        boolean fits(String flow, String text) {
            return (this.flow.isEmpty() || this.flow.equals(flow))
                    && (words.isEmpty() || words.stream().anyMatch(text::contains));
        }
    }

    /** @param because for the person who confirms it */
    record Proposal(
            Schedule schedule, boolean inScope, @Nullable String retention, int year, String because) {}

    /** 跨年度: plans, budgets and statistics belong to the year they are about (DA/T 22-2015). */
    private static final Pattern ABOUT_A_YEAR = Pattern.compile("((?:19|20)\\d{2})年(?:度)?.*(计划|规划|预算|总结|统计|决算|要点)");

    private final JdbcClient database;

    RetentionRules(JdbcClient database) {
        this.database = database;
    }

    Proposal propose(Source source, LocalDate today) {
        var schedule = source.responsible().contains("公司") ? Schedule.ENTERPRISE : Schedule.ORGAN;
        var date = source.date() == null ? today : source.date();
        var about = ABOUT_A_YEAR.matcher(source.title());
        int year = about.find() ? Integer.parseInt(about.group(1)) : date.getYear();
        var text = source.title() + " " + source.kindName();
        var rule = inForce(schedule, today).stream()
                .filter(one -> one.fits(source.flow(), text))
                .findFirst()
                .orElseThrow();
        // what the drafter chose counts more than words in a title
        boolean chosen = source.retention() != null && rule.inScope();
        return new Proposal(
                schedule,
                rule.inScope(),
                chosen ? source.retention() : rule.retention(),
                Math.min(year, today.getYear()),
                chosen ? "承办部门已选定保管期限" : rule.description() + "，" + schedule.term());
    }

    List<Rule> inForce(Schedule schedule, LocalDate day) {
        return database.sql("""
                        select * from archives.retention_rule
                        where schedule = :schedule and effective_from <= :day and (effective_to is null or effective_to >= :day)
                        order by position""")
                .param("schedule", schedule.name())
                .param("day", day)
                .query((row, number) -> new Rule(
                        row.getString("schedule"),
                        row.getInt("position"),
                        row.getString("flow"),
                        Arrays.asList((String[]) row.getArray("words").getArray()),
                        row.getBoolean("in_scope"),
                        row.getString("retention"),
                        row.getString("description"),
                        row.getString("source"),
                        row.getString("tag")))
                .list();
    }
}
