package jinye.office.transmission;

import static jinye.office.transmission.DispatchStore.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Page;
import jinye.office.documents.Documents;
import jinye.platform.files.Files;
import jinye.platform.files.StoredFile;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What was sent, what was received, and how far it is. */
@Component
@Transactional(readOnly = true)
class TransmissionList {

    private final JdbcClient database;
    private final Documents documents;
    private final Receipts receipts;
    private final Files files;

    TransmissionList(JdbcClient database, Documents documents, Receipts receipts, Files files) {
        this.database = database;
        this.documents = documents;
        this.receipts = receipts;
        this.files = files;
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

    record NoticeRow(String kind, String term, String reason, Instant at, String byName) {}

    /** @param mine whether the reader's unit sent it, and may therefore urge and recall */
    record Board(
            DispatchRow dispatch,
            List<BoardRow> rows,
            List<NoticeRow> notices,
            @Nullable String recallReason,
            @Nullable String recalledByName,
            String signRule,
            boolean mine) {}

    record EnvelopeRow(
            long id,
            String title,
            String number,
            String kindName,
            String urgency,
            String senderName,
            String role,
            String roleTerm,
            String state,
            String stateTerm,
            Instant sentAt,
            Instant signDueAt,
            @Nullable Instant signedAt,
            @Nullable String signedByName,
            @Nullable Long incoming) {}

    /** @param toSign not yet signed. @param toRegister signed, not yet registered */
    record EnvelopeCounts(long toSign, long toRegister, long overdue) {}

    record EnvelopeView(
            EnvelopeRow envelope,
            String signDueExplanation,
            @Nullable String refusalReason,
            EnvelopeFile paper,
            List<EnvelopeFile> attachments,
            List<Receipts.Receipt> receipts,
            List<NoticeRow> notices) {}

    record EnvelopeFile(long file, String name, String type, long size) {}

    private static final String DISPATCH =
            """
            select d.id, d.document, d.title, d.number, d.kind_name, d.urgency, d.receivers, d.sent_by_name, d.sent_at,
                   d.recalled_at, d.recall_reason, d.recalled_by_name, d.unit,
                   (select count(*) from transmission.envelope e where e.dispatch = d.id and e.state in ('SENT', 'ARRIVED')) as unsigned
            from transmission.dispatch d
            """;

    /** What the actor's unit sent; for those who may send or recall there. */
    Page<DispatchRow> dispatches(Actor actor, String text, @Nullable String after, int size) {
        actor.require("transmission.dispatch");
        var cursor = Cursor.read(after, 2);
        var rows = database.sql(DISPATCH
                        + """
                        where d.unit = :unit and (:text = '' or d.title ilike :like or d.number ilike :like)
                          and (cast(:at as timestamptz) is null or (d.sent_at, d.id) < (cast(:at as timestamptz), :id))
                        order by d.sent_at desc, d.id desc limit :limit""")
                .param("unit", actor.unit())
                .param("text", text)
                .param("like", like(text))
                .param("at", cursor == null ? null : cursor.moment(0).atOffset(ZoneOffset.UTC))
                .param("id", cursor == null ? 0L : cursor.number(1))
                .param("limit", size + 1)
                .query((row, number) -> dispatch(row))
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.sentAt(), row.id()));
    }

    /** The dispatches of a document, newest first, for those who may read the document. */
    List<DispatchRow> ofDocument(Actor actor, long document) {
        documents.snapshot(actor, document);
        return database.sql(DISPATCH + "where d.document = ? order by d.id desc")
                .param(document)
                .query((row, number) -> dispatch(row))
                .list();
    }

    Board board(Actor actor, long dispatch) {
        record Found(DispatchRow row, @Nullable String reason, @Nullable String by, long unit) {}
        var found = database.sql(DISPATCH + "where d.id = ?")
                .param(dispatch)
                .query((row, number) -> new Found(
                        dispatch(row), row.getString("recall_reason"), row.getString("recalled_by_name"), row.getLong("unit")))
                .optional()
                .orElseThrow(DispatchStore.NoSuchDispatch::new);
        documents.snapshot(actor, found.row().document());
        var rows = database.sql("select * from transmission.envelope where dispatch = ? order by position")
                .param(dispatch)
                .query((row, number) -> boardRow(row))
                .list();
        var rule = database.sql("select sign_due_explanation from transmission.envelope where dispatch = ? limit 1")
                .param(dispatch)
                .query(String.class)
                .single();
        return new Board(found.row(), rows, notices(dispatch), found.reason(), found.by(), rule, found.unit() == actor.unit());
    }

    private static final String ENVELOPE =
            """
            select e.id, d.title, d.number, d.kind_name, e.urgency, d.unit_name, e.role, e.state, e.sent_at, e.sign_due_at,
                   e.signed_at, e.signed_by_name, e.incoming, e.sign_due_explanation, e.refusal_reason, d.paper, d.attachments,
                   e.dispatch
            from transmission.envelope e join transmission.dispatch d on d.id = e.dispatch
            """;

    /** The inbox of the actor's unit. @param state empty for all, {@code UNSIGNED}, or a state */
    Page<EnvelopeRow> envelopes(Actor actor, String state, String text, @Nullable String after, int size) {
        actor.require("transmission.sign-for");
        var states = state.equals("UNSIGNED") ? List.of("SENT", "ARRIVED") : List.of(state);
        var cursor = Cursor.read(after, 2);
        var rows = database.sql(ENVELOPE
                        + """
                        where e.receiver = :unit and (:state = '' or e.state in (:states))
                          and (:text = '' or d.title ilike :like or d.number ilike :like or d.unit_name ilike :like)
                          and (cast(:at as timestamptz) is null or (e.sent_at, e.id) < (cast(:at as timestamptz), :id))
                        order by e.sent_at desc, e.id desc limit :limit""")
                .param("unit", actor.unit())
                .param("state", state)
                .param("states", states)
                .param("text", text)
                .param("like", like(text))
                .param("at", cursor == null ? null : cursor.moment(0).atOffset(ZoneOffset.UTC))
                .param("id", cursor == null ? 0L : cursor.number(1))
                .param("limit", size + 1)
                .query((row, number) -> envelope(row))
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.sentAt(), row.id()));
    }

    EnvelopeCounts counts(Actor actor, Instant now) {
        actor.require("transmission.sign-for");
        return database.sql(
                        """
                        select count(*) filter (where state in ('SENT', 'ARRIVED')) as to_sign,
                               count(*) filter (where state = 'SIGNED') as to_register,
                               count(*) filter (where state in ('SENT', 'ARRIVED') and sign_due_at < ?) as overdue
                        from transmission.envelope where receiver = ? and state in ('SENT', 'ARRIVED', 'SIGNED')""")
                .params(now.atOffset(ZoneOffset.UTC), actor.unit())
                .query((row, number) -> new EnvelopeCounts(row.getLong(1), row.getLong(2), row.getLong(3)))
                .single();
    }

    EnvelopeView envelope(Actor actor, long envelope) {
        actor.require("transmission.sign-for");
        return database.sql(ENVELOPE + "where e.id = ? and e.receiver = ?")
                .params(envelope, actor.unit())
                .query((row, number) -> new EnvelopeView(
                        envelope(row),
                        row.getString("sign_due_explanation"),
                        row.getString("refusal_reason"),
                        file(row.getLong("paper")),
                        List.of((Long[]) row.getArray("attachments").getArray()).stream()
                                .map(this::file)
                                .toList(),
                        receipts.of(envelope),
                        notices(row.getLong("dispatch"))))
                .optional()
                .orElseThrow(Transmissions.NoSuchEnvelope::new);
    }

    /** A file of the envelope, for those who may see the envelope. */
    StoredFile fileOf(Actor actor, long envelope, long file) {
        var view = envelope(actor, envelope);
        boolean held = view.paper().file() == file
                || view.attachments().stream().anyMatch(one -> one.file() == file);
        if (!held) {
            throw new Transmissions.NoSuchEnvelope();
        }
        return files.file(file);
    }

    private EnvelopeFile file(long id) {
        var file = files.file(id);
        return new EnvelopeFile(file.id(), file.name(), file.type(), file.size());
    }

    private List<NoticeRow> notices(long dispatch) {
        return database.sql("select kind, reason, at, by_name from transmission.notice where dispatch = ? order by id")
                .param(dispatch)
                .query((row, number) -> new NoticeRow(
                        row.getString("kind"),
                        NoticeKind.valueOf(row.getString("kind")).term(),
                        row.getString("reason"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("by_name")))
                .list();
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
                row.getTimestamp("sent_at").toInstant(),
                instant(row.getTimestamp("recalled_at")));
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
                row.getTimestamp("sent_at").toInstant(),
                instant(row.getTimestamp("arrived_at")),
                row.getTimestamp("sign_due_at").toInstant(),
                instant(row.getTimestamp("signed_at")),
                row.getString("signed_by_name"),
                instant(row.getTimestamp("refused_at")),
                row.getString("refusal_reason"),
                instant(row.getTimestamp("registered_at")),
                instant(row.getTimestamp("closed_at")),
                row.getString("result"),
                row.getInt("urgings"));
    }

    private static EnvelopeRow envelope(ResultSet row) throws SQLException {
        var role = EnvelopeRole.valueOf(row.getString("role"));
        var state = EnvelopeState.valueOf(row.getString("state"));
        long incoming = row.getLong("incoming");
        return new EnvelopeRow(
                row.getLong("id"),
                row.getString("title"),
                row.getString("number"),
                row.getString("kind_name"),
                row.getString("urgency"),
                row.getString("unit_name"),
                role.name(),
                role.term(),
                state.name(),
                state.term(),
                row.getTimestamp("sent_at").toInstant(),
                row.getTimestamp("sign_due_at").toInstant(),
                instant(row.getTimestamp("signed_at")),
                row.getString("signed_by_name"),
                incoming == 0 ? null : incoming);
    }

    private static String like(String text) {
        return "%" + text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
