package jinye.platform.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import jinye.kernel.Cursor;
import jinye.kernel.Page;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.web.Sentences;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JournalList {

    /** Before the name of an act, its sentence's code. */
    private static final String ACT = "act.";

    private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};

    record ActTerm(String act, String term) {}

    /** What an auditor asks for; everything null is not asked. */
    record Question(
            @Nullable String module,
            @Nullable Long record,
            @Nullable Long person,
            @Nullable Long unit,
            @Nullable String act,
            @Nullable String address,
            @Nullable String result,
            @Nullable Instant from,
            @Nullable Instant until) {

        Question {
            if (from != null && until != null && from.isAfter(until)) {
                throw new RangeReversed(from, until);
            }
        }
    }

    private final JdbcClient jdbc;
    private final Sentences sentences;
    private final JsonMapper json;

    JournalList(JdbcClient jdbc, Sentences sentences, JsonMapper json) {
        this.jdbc = jdbc;
        this.sentences = sentences;
        this.json = json;
    }

    /** Who only looked is for auditors, not for everybody who may read the record. */
    List<JournalRow> of(RecordId record) {
        return jdbc.sql("""
                        select * from journal.entry where module = :module and record = :record and result = 'done'
                            and act <> 'files.download' and act not like '%.open' order by id desc limit 1000""")
                .param("module", record.module())
                .param("record", record.id())
                .query(this::row)
                .list();
    }

    List<JournalRow> readings(RecordId record) {
        return jdbc.sql("""
                        select * from journal.entry where module = :module and record = :record and person is not null
                            and (act in ('files.download', 'web.refuse') or act like '%.open' or act like '%print%')
                        order by id desc limit 5000""")
                .param("module", record.module())
                .param("record", record.id())
                .query(this::row)
                .list();
    }

    Page<JournalRow> page(Question question, @Nullable Cursor after, int size) {
        // only the conditions that were asked are written, so that each question finds its own index
        var sql = new StringBuilder("select * from journal.entry where true");
        condition(sql, question.module(), " and module = :module");
        condition(sql, question.record(), " and record = :record");
        condition(sql, question.person(), " and person = :person");
        condition(sql, question.unit(), " and unit = :unit");
        condition(sql, question.act(), " and act = :act");
        condition(sql, question.address(), " and address = :address");
        condition(sql, question.result(), " and result = :result");
        condition(sql, question.from(), " and at >= :from");
        condition(sql, question.until(), " and at < :until");
        condition(sql, after, " and id < :after");
        sql.append(" order by id desc limit :limit");
        var rows = jdbc.sql(sql.toString())
                .param("module", question.module())
                .param("record", question.record())
                .param("person", question.person())
                .param("unit", question.unit())
                .param("act", question.act())
                .param("address", question.address())
                .param("result", question.result())
                .param("from", question.from() == null ? null : Timestamp.from(question.from()))
                .param("until", question.until() == null ? null : Timestamp.from(question.until()))
                .param("after", after == null ? null : after.number(0))
                .param("limit", size + 1)
                .query(this::row)
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.id()));
    }

    /** Every act a module has a word for. */
    List<ActTerm> acts() {
        return sentences.codes().stream()
                .filter(code -> code.startsWith(ACT))
                .map(code -> code.substring(ACT.length()))
                .sorted()
                .map(act -> new ActTerm(act, term(act)))
                .toList();
    }

    private static void condition(StringBuilder sql, @Nullable Object asked, String text) {
        if (asked != null) {
            sql.append(text);
        }
    }

    private JournalRow row(ResultSet row, int number) throws SQLException {
        return new JournalRow(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("act"),
                term(row.getString("act")),
                row.getString("module"),
                row.getLong("record"),
                row.getObject("person", Long.class),
                row.getString("person_name"),
                row.getString("post_title"),
                row.getString("department_name"),
                row.getObject("unit", Long.class),
                row.getString("unit_name"),
                row.getObject("on_behalf_person", Long.class),
                row.getString("on_behalf_name"),
                json.readValue(row.getString("facts"), FACTS),
                row.getString("request"),
                row.getString("address"),
                row.getString("result"));
    }

    /** The act's own name when its module gives no term, so that nothing is hidden from an auditor. */
    private String term(String act) {
        return sentences.has(ACT + act) ? sentences.of(ACT + act, List.of()) : act;
    }

    static final class RangeReversed extends Refusal {
        RangeReversed(Instant from, Instant until) {
            super(Kind.INVALID, "journal.range-reversed", from, until);
        }
    }
}
