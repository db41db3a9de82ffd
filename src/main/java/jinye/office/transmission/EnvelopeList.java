package jinye.office.transmission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Moments;
import jinye.kernel.Page;
import jinye.platform.files.Files;
import jinye.platform.files.StoredFile;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The inbox of a unit. */
@Component
@Transactional(readOnly = true)
class EnvelopeList {

    private final JdbcClient database;
    private final DispatchStore dispatches;
    private final Receipts receipts;
    private final Files files;

    EnvelopeList(JdbcClient database, DispatchStore dispatches, Receipts receipts, Files files) {
        this.database = database;
        this.dispatches = dispatches;
        this.receipts = receipts;
        this.files = files;
    }

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
            List<DispatchList.NoticeRow> notices) {}

    record EnvelopeFile(long file, String name, String type, long size) {}

    private static final String ENVELOPE = """
            select e.id, d.title, d.number, d.kind_name, e.urgency, d.unit_name, e.role, e.state, e.sent_at, e.sign_due_at,
                   e.signed_at, e.signed_by_name, e.incoming, e.sign_due_explanation, e.refusal_reason, d.paper, d.attachments,
                   e.document
            from transmission.envelope e join transmission.dispatch d on d.id = e.dispatch
            """;

    /** The inbox of the actor's unit. @param state empty for all, {@code UNSIGNED}, or a state */
    Page<EnvelopeRow> envelopes(Actor actor, String state, String text, @Nullable String after, int size) {
        actor.require("transmission.sign-for");
        var states = state.equals("UNSIGNED") ? List.of("SENT", "ARRIVED") : List.of(state);
        var cursor = Cursor.read(after, 2);
        var rows = database.sql(ENVELOPE + """
                        where e.receiver = :unit and (:state = '' or e.state in (:states))
                          and (:text = '' or d.title ilike :like or d.number ilike :like or d.unit_name ilike :like)
                          and (cast(:at as timestamptz) is null or (e.sent_at, e.id) < (cast(:at as timestamptz), :id))
                        order by e.sent_at desc, e.id desc limit :limit""")
                .param("unit", actor.unit())
                .param("state", state)
                .param("states", states)
                .param("text", text)
                .param("like", DispatchList.like(text))
                .param("at", cursor == null ? null : Moments.to(cursor.moment(0)))
                .param("id", cursor == null ? 0L : cursor.number(1))
                .param("limit", size + 1)
                .query((row, number) -> envelope(row))
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.sentAt(), row.id()));
    }

    EnvelopeCounts counts(Actor actor, Instant now) {
        actor.require("transmission.sign-for");
        return database.sql("""
                        select count(*) filter (where state in ('SENT', 'ARRIVED')) as to_sign,
                               count(*) filter (where state = 'SIGNED') as to_register,
                               count(*) filter (where state in ('SENT', 'ARRIVED') and sign_due_at < ?) as overdue
                        from transmission.envelope where receiver = ? and state in ('SENT', 'ARRIVED', 'SIGNED')""")
                .params(Moments.to(now), actor.unit())
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
                        DispatchList.NoticeRow.of(dispatches.notices(row.getLong("document")))))
                .optional()
                .orElseThrow(Receiving.NoSuchEnvelope::new);
    }

    /** A file of the envelope, for those who may see the envelope. */
    StoredFile fileOf(Actor actor, long envelope, long file) {
        var view = envelope(actor, envelope);
        boolean held =
                view.paper().file() == file || view.attachments().stream().anyMatch(one -> one.file() == file);
        if (!held) {
            throw new Receiving.NoSuchEnvelope();
        }
        return files.file(file);
    }

    private EnvelopeFile file(long id) {
        var file = files.file(id);
        return new EnvelopeFile(file.id(), file.name(), file.type(), file.size());
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
                Moments.from(row, "sent_at"),
                Moments.from(row, "sign_due_at"),
                Moments.fromNullable(row, "signed_at"),
                row.getString("signed_by_name"),
                incoming == 0 ? null : incoming);
    }
}
