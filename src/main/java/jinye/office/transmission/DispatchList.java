package jinye.office.transmission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Moments;
import jinye.kernel.Page;
import jinye.office.documents.Documents;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a unit sent, and how far each receiver is. */
@Component
@Transactional(readOnly = true)
class DispatchList {

    private final JdbcClient database;
    private final Documents documents;
    private final DispatchStore dispatches;

    DispatchList(JdbcClient database, Documents documents, DispatchStore dispatches) {
        this.database = database;
        this.documents = documents;
        this.dispatches = dispatches;
    }

    /** @param unsigned how many receivers have not signed */
    record DispatchRow(
            long id,
            long document,
            String title,
            String number,
            String kindName,
            String urgency,
            int receivers,
            int unsigned,
            String sentByName,
            Instant sentAt,
            @Nullable Instant recalledAt) {}

    record BoardRow(
            long envelope,
            long unit,
            String unitName,
            String role,
            String roleTerm,
            String state,
            String stateTerm,
            Instant sentAt,
            @Nullable Instant arrivedAt,
            Instant signDueAt,
            @Nullable Instant signedAt,
            @Nullable String signedByName,
            @Nullable Instant refusedAt,
            @Nullable String refusalReason,
            @Nullable Instant registeredAt,
            @Nullable Instant closedAt,
            @Nullable String result,
            int urgings) {}

    /** @param mine whether the reader's unit sent it, and may therefore urge and recall */
    record Board(
            DispatchRow dispatch,
            List<BoardRow> rows,
            List<NoticeRow> notices,
            @Nullable String recallReason,
            @Nullable String recalledByName,
            String signRule,
            boolean mine) {}

    record NoticeRow(String kind, String term, String reason, Instant at, String byName) {
        static List<NoticeRow> of(List<DispatchStore.Notice> notices) {
            return notices.stream()
                    .map(notice -> new NoticeRow(
                            notice.kind().name(), notice.kind().term(), notice.reason(), notice.at(), notice.byName()))
                    .toList();
        }
    }

    private static final String DISPATCH = """
            select d.id, d.document, d.title, d.number, d.kind_name, d.urgency, d.receivers, d.sent_by_name, d.sent_at,
                   d.recalled_at, d.recall_reason, d.recalled_by_name, d.unit,
                   (select count(*) from transmission.envelope e where e.dispatch = d.id and e.state in ('SENT', 'ARRIVED')) as unsigned
            from transmission.dispatch d
            """;

    /** What the actor's unit sent; for those who may send or recall there. */
    Page<DispatchRow> dispatches(Actor actor, String text, @Nullable String after, int size) {
        actor.require("transmission.dispatch");
        var cursor = Cursor.read(after, 2);
        var rows = database.sql(DISPATCH + """
                        where d.unit = :unit and (:text = '' or d.title ilike :like or d.number ilike :like)
                          and (cast(:at as timestamptz) is null or (d.sent_at, d.id) < (cast(:at as timestamptz), :id))
                        order by d.sent_at desc, d.id desc limit :limit""")
                .param("unit", actor.unit())
                .param("text", text)
                .param("like", like(text))
                .param("at", cursor == null ? null : Moments.to(cursor.moment(0)))
                .param("id", cursor == null ? 0L : cursor.number(1))
                .param("limit", size + 1)
                .query((row, number) -> dispatch(row))
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.sentAt(), row.id()));
    }

    /** The dispatches of a document, newest first, for those who may read the document. */
    List<DispatchRow> ofDocument(Actor actor, long document) {
        if (!documents.readable(actor, document)) {
            throw new DispatchStore.NoSuchDispatch();
        }
        return database.sql(DISPATCH + "where d.document = ? order by d.id desc")
                .param(document)
                .query((row, number) -> dispatch(row))
                .list();
    }

    Board board(Actor actor, long dispatch) {
        record Found(
                DispatchRow row,
                @Nullable String reason,
                @Nullable String by,
                long unit) {}
        var found = database.sql(DISPATCH + "where d.id = ?")
                .param(dispatch)
                .query((row, number) -> new Found(
                        dispatch(row),
                        row.getString("recall_reason"),
                        row.getString("recalled_by_name"),
                        row.getLong("unit")))
                .optional()
                .filter(one -> documents.readable(actor, one.row().document()))
                .orElseThrow(DispatchStore.NoSuchDispatch::new);
        var rows = database.sql("select * from transmission.envelope where dispatch = ? order by position")
                .param(dispatch)
                .query((row, number) -> boardRow(row))
                .list();
        var rule = database.sql("select sign_due_explanation from transmission.envelope where dispatch = ? limit 1")
                .param(dispatch)
                .query(String.class)
                .single();
        return new Board(
                found.row(),
                rows,
                NoticeRow.of(dispatches.notices(found.row().document())),
                found.reason(),
                found.by(),
                rule,
                found.unit() == actor.unit());
    }

    private static DispatchRow dispatch(ResultSet row) throws SQLException {
        return new DispatchRow(
                row.getLong("id"),
                row.getLong("document"),
                row.getString("title"),
                row.getString("number"),
                row.getString("kind_name"),
                row.getString("urgency"),
                row.getInt("receivers"),
                row.getInt("unsigned"),
                row.getString("sent_by_name"),
                Moments.from(row, "sent_at"),
                Moments.fromNullable(row, "recalled_at"));
    }

    private static BoardRow boardRow(ResultSet row) throws SQLException {
        var role = EnvelopeRole.valueOf(row.getString("role"));
        var state = EnvelopeState.valueOf(row.getString("state"));
        return new BoardRow(
                row.getLong("id"),
                row.getLong("receiver"),
                row.getString("receiver_name"),
                role.name(),
                role.term(),
                state.name(),
                state.term(),
                Moments.from(row, "sent_at"),
                Moments.fromNullable(row, "arrived_at"),
                Moments.from(row, "sign_due_at"),
                Moments.fromNullable(row, "signed_at"),
                row.getString("signed_by_name"),
                Moments.fromNullable(row, "refused_at"),
                row.getString("refusal_reason"),
                Moments.fromNullable(row, "registered_at"),
                Moments.fromNullable(row, "closed_at"),
                row.getString("result"),
                row.getInt("urgings"));
    }

    static String like(String text) {
        return "%" + text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
