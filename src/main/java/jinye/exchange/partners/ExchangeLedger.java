package jinye.exchange.partners;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Moments;
import jinye.kernel.Page;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 收发台账: whatever went to other bureaux and came from them, over the line, by carrier or on paper, in one list. It belongs to the office of
 * the unit that runs the node; other units see their own documents at the desks of transmission.
 */
@Service
@Transactional(readOnly = true)
class ExchangeLedger {

    private static final int EXPORT_MAX = 50_000;

    private final JdbcClient jdbc;
    private final OurNode node;
    private final Journal journal;
    private final Clock clock;

    ExchangeLedger(JdbcClient jdbc, OurNode node, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.node = node;
        this.journal = journal;
        this.clock = clock;
    }

    /** @param key unique in the list. @param counter the parcel's number, null on paper */
    record ExchangeLedgerRow(
            String key,
            String direction,
            String directionTerm,
            String way,
            String wayTerm,
            String kindTerm,
            String title,
            String number,
            String counterpart,
            @Nullable Long counter,
            String state,
            String stateTerm,
            Instant at,
            @Nullable Instant answeredAt,
            @Nullable String words) {}

    record LedgerQuestion(
            String text,
            String direction,
            String way,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

    record PaperEntry(
            String direction,
            String counterpart,
            String title,
            String number,
            LocalDate passedOn,
            String signedBy,
            String note) {}

    private static final String ALL = """
            select * from (
                select 'o' || o.id as key, 'OUT' as direction, o.way, o.kind, o.title, '' as number, p.name as counterpart, o.counter,
                       o.state, o.queued_at as at, o.answered_at, coalesce(o.words, o.trouble) as words
                from partners.outgoing o join partners.partner p on p.id = o.partner where o.kind <> 'ABANDONED'
                union all
                select 'i' || i.id, 'IN', i.way, i.kind, i.title, '', p.name, i.counter,
                       case when i.code = 0 then 'TAKEN' else 'REFUSED' end, i.received_at, i.received_at, i.words
                from partners.incoming i join partners.partner p on p.id = i.partner where i.kind <> 'ABANDONED'
                union all
                select 'p' || id, direction, 'PAPER', 'PAPER', title, number, counterpart, null, 'PAPER', entered_at, null,
                       concat_ws('，', nullif('签收人：' || signed_by, '签收人：'), nullif(note, ''))
                from partners.paper) ledger
            where (:text = '' or title ilike :like or counterpart ilike :like or number ilike :like)
              and (:direction = '' or direction = :direction) and (:way = '' or way = :way)
              and (cast(:from as timestamptz) is null or at >= cast(:from as timestamptz))
              and (cast(:until as timestamptz) is null or at < cast(:until as timestamptz))
              and (cast(:before as timestamptz) is null or (at, key) < (cast(:before as timestamptz), :key))
            order by at desc, key desc limit :limit""";

    Page<ExchangeLedgerRow> page(Actor actor, LedgerQuestion question, @Nullable String after, int size) {
        require(actor);
        var cursor = Cursor.read(after, 2);
        var rows =
                rows(question, cursor == null ? null : cursor.moment(0), cursor == null ? "" : cursor.key(1), size + 1);
        return Page.of(rows, size, row -> Cursor.of(row.at(), row.key()));
    }

    /** Everything the question finds, as a table with a byte order mark, so that office programs read the Chinese. */
    @Transactional
    public void export(Actor actor, LedgerQuestion question, Consumer<String> lines) {
        require(actor);
        journal.record(actor, "partners.export-ledger", new RecordId("partners", 0), Map.of("text", question.text()));
        lines.accept("\uFEFF收发,方式,类别,标题,文号,对方单位,报文序号,状态,时间,回执时间,说明");
        for (var row : rows(question, null, "", EXPORT_MAX)) {
            lines.accept(String.join(
                    ",",
                    List.of(
                            cell(row.directionTerm()),
                            cell(row.wayTerm()),
                            cell(row.kindTerm()),
                            cell(row.title()),
                            cell(row.number()),
                            cell(row.counterpart()),
                            row.counter() == null ? "" : row.counter().toString(),
                            cell(row.stateTerm()),
                            moment(row.at()),
                            row.answeredAt() == null ? "" : moment(row.answeredAt()),
                            cell(row.words() == null ? "" : row.words()))));
        }
    }

    @Transactional
    public long enter(Actor actor, PaperEntry entry) {
        require(actor);
        if (entry.passedOn().isAfter(LocalDate.ofInstant(clock.instant(), Moments.ZONE))) {
            throw new NotYetPassed();
        }
        long id = jdbc.sql("""
                        insert into partners.paper (direction, counterpart, title, number, passed_on, signed_by, note, entered_by,
                            entered_by_name, entered_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")
                .params(
                        entry.direction(),
                        entry.counterpart().strip(),
                        entry.title().strip(),
                        entry.number().strip(),
                        entry.passedOn(),
                        entry.signedBy().strip(),
                        entry.note().strip(),
                        actor.person(),
                        actor.name(),
                        Moments.to(clock.instant()))
                .query(Long.class)
                .single();
        journal.record(
                actor,
                "partners.enter-paper",
                new RecordId("partners", id),
                Map.of("title", entry.title().strip()));
        return id;
    }

    /** @throws NotTheOperator unless the actor's unit runs this node */
    void require(Actor actor) {
        actor.require("partners.ledger");
        if (actor.unit() != node.unit().id()) {
            throw new NotTheOperator(node.unit().name());
        }
    }

    private List<ExchangeLedgerRow> rows(LedgerQuestion question, @Nullable Instant before, String key, int limit) {
        var from = question.from();
        var until = question.until();
        return jdbc.sql(ALL)
                .param("text", question.text().strip())
                .param("like", "%" + question.text().strip().replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .param("direction", question.direction())
                .param("way", question.way())
                .param(
                        "from",
                        from == null
                                ? null
                                : Moments.to(from.atStartOfDay(Moments.ZONE).toInstant()))
                .param(
                        "until",
                        until == null
                                ? null
                                : Moments.to(until.plusDays(1)
                                        .atStartOfDay(Moments.ZONE)
                                        .toInstant()))
                .param("before", Moments.toNullable(before))
                .param("key", key)
                .param("limit", limit)
                .query(ExchangeLedger::row)
                .list();
    }

    private static ExchangeLedgerRow row(ResultSet row, int number) throws SQLException {
        var direction = row.getString("direction");
        var way = row.getString("way");
        var kind = row.getString("kind");
        var state = row.getString("state");
        return new ExchangeLedgerRow(
                row.getString("key"),
                direction,
                direction.equals("OUT") ? "发" : "收",
                way,
                switch (way) {
                    case "LINE" -> "电子";
                    case "CARRIER" -> "载体";
                    default -> "纸质";
                },
                kind.equals("PAPER") ? "公文" : Parcel.Kind.valueOf(kind).term(),
                row.getString("title"),
                row.getString("number"),
                row.getString("counterpart"),
                row.getObject("counter", Long.class),
                state,
                term(state),
                Moments.from(row, "at"),
                Moments.fromNullable(row, "answered_at"),
                row.getString("words"));
    }

    static String term(String state) {
        return switch (state) {
            case "WAITING" -> "待发";
            case "DELIVERED" -> "已送达";
            case "REFUSED" -> "拒收";
            case "DEAD" -> "死信";
            case "ABANDONED" -> "已放弃";
            case "TAKEN" -> "已接收";
            default -> "已登记";
        };
    }

    /** Quoted, and harmless to programs that take a cell beginning with = + - @ for a formula. */
    private static String cell(String text) {
        var plain = text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
        return '"' + plain.replace("\"", "\"\"") + '"';
    }

    private static String moment(Instant at) {
        return at.atZone(Moments.ZONE).format(java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"));
    }

    static final class NotTheOperator extends Refusal {
        NotTheOperator(String unit) {
            super(Kind.FORBIDDEN, "partners.not-the-operator", unit);
        }
    }

    static final class NotYetPassed extends Refusal {
        NotYetPassed() {
            super(Kind.INVALID, "partners.not-yet-passed");
        }
    }
}
