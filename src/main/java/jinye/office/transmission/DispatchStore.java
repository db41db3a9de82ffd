package jinye.office.transmission;

import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.kernel.Urgency;
import jinye.office.documents.DocumentSnapshot;
import jinye.office.documents.SourceNotice;
import jinye.platform.clocks.Clocks;
import jinye.platform.directory.Unit;
import jinye.platform.files.Files;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Dispatches and their envelopes as rows. A dispatch never changes but for being recalled, so it needs no aggregate. */
@Component
class DispatchStore {

    private final JdbcTemplate template;
    private final JdbcClient database;
    private final Clocks clocks;
    private final Files files;

    DispatchStore(JdbcTemplate template, Clocks clocks, Files files) {
        this.template = template;
        this.database = JdbcClient.create(template);
        this.clocks = clocks;
        this.files = files;
    }

    record Header(
            long id,
            long document,
            long unit,
            String unitName,
            String title,
            String number,
            String kindCode,
            String kindName,
            String urgency,
            @Nullable LocalDate issueDate,
            String bodyText,
            long paper,
            String paperSha256,
            List<Long> attachments,
            @Nullable Long ofd,
            long sentBy,
            String sentByName,
            Instant sentAt,
            @Nullable Instant recalledAt) {

        /** It came from a unit of another node. */
        boolean fromOutside() {
            return unit < 0;
        }
    }

    Header header(long dispatch) {
        return database.sql("""
                        select id, document, unit, unit_name, title, number, kind_code, kind_name, urgency, issue_date,
                               body_text, paper, paper_sha256, attachments, ofd, sent_by, sent_by_name, sent_at, recalled_at
                        from transmission.dispatch where id = ?""")
                .param(dispatch)
                .query((row, number) -> new Header(
                        row.getLong("id"),
                        row.getLong("document"),
                        row.getLong("unit"),
                        row.getString("unit_name"),
                        row.getString("title"),
                        row.getString("number"),
                        row.getString("kind_code"),
                        row.getString("kind_name"),
                        row.getString("urgency"),
                        row.getObject("issue_date", LocalDate.class),
                        row.getString("body_text"),
                        row.getLong("paper"),
                        row.getString("paper_sha256"),
                        Arrays.asList((Long[]) row.getArray("attachments").getArray()),
                        row.getObject("ofd", Long.class),
                        row.getLong("sent_by"),
                        row.getString("sent_by_name"),
                        Moments.from(row, "sent_at"),
                        Moments.fromNullable(row, "recalled_at")))
                .optional()
                .orElseThrow(NoSuchDispatch::new);
    }

    long insert(
            Actor actor,
            DocumentSnapshot document,
            @Nullable Long ofd,
            Map<Unit, EnvelopeRole> receivers,
            @Nullable String skipReason,
            Instant now) {
        var paper = files.file(java.util.Objects.requireNonNull(document.paper()));
        long dispatch = database.sql("""
                        insert into transmission.dispatch(document, unit, unit_name, title, number, kind_code, kind_name, urgency,
                            issue_date, body_text, paper, paper_sha256, attachments, ofd, skip_reason, receivers, sent_by,
                            sent_by_name, sent_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::bigint[], cast(? as bigint), ?, ?, ?, ?, ?)
                        returning id""")
                .params(Arrays.asList(
                        document.id(),
                        document.unit(),
                        document.unitName(),
                        document.title(),
                        document.number(),
                        document.kindCode(),
                        document.kindName(),
                        document.urgency().name(),
                        document.issueDate() == null ? null : Date.valueOf(document.issueDate()),
                        document.bodyText(),
                        paper.id(),
                        paper.sha256(),
                        list(document.attachments()),
                        ofd,
                        skipReason,
                        receivers.size(),
                        actor.person(),
                        actor.name(),
                        Moments.to(now)))
                .query(Long.class)
                .single();
        insertEnvelopes(dispatch, document, receivers, now);
        return dispatch;
    }

    private void insertEnvelopes(
            long dispatch, DocumentSnapshot document, Map<Unit, EnvelopeRole> receivers, Instant now) {
        var due = clocks.reckon("documents.receipt." + document.urgency().name(), now);
        var urgeAt = Moments.to(urgeAfter(document.urgency(), now));
        var rows = new ArrayList<Object[]>(receivers.size());
        for (var receiver : receivers.entrySet()) {
            rows.add(new Object[] {
                UUID.randomUUID(),
                dispatch,
                document.id(),
                document.unit(),
                receiver.getKey().id(),
                receiver.getKey().name(),
                rows.size(),
                receiver.getValue().name(),
                document.urgency().name(),
                Moments.to(now),
                Moments.to(due.at()),
                due.explanation(),
                urgeAt
            });
        }
        try {
            template.batchUpdate("""
                    insert into transmission.envelope(version, package, dispatch, document, sender, receiver, receiver_name,
                        position, role, urgency, state, sent_at, sign_due_at, sign_due_explanation, next_urging_at)
                    values (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'SENT', ?, ?, ?, ?)""", rows);
        } catch (org.springframework.dao.DuplicateKeyException twice) {
            throw new AlreadySent();
        }
    }

    static String list(List<Long> ids) {
        return ids.toString().replace('[', '{').replace(']', '}');
    }

    /** When an unsigned envelope reminds its registrar, by the rules {@code transmission.remind.*} in working time. */
    Instant urgeAfter(Urgency urgency, Instant from) {
        return clocks.reckon("transmission.remind." + urgency.name(), from).at();
    }

    void recalled(long dispatch, String by, String reason, Instant now) {
        database.sql(
                        "update transmission.dispatch set recalled_at = ?, recalled_by_name = ?, recall_reason = ? where id = ?")
                .params(Moments.to(now), by, reason, dispatch)
                .update();
    }

    /** Whether some sending of the document has not been recalled. */
    boolean standsElsewhere(long document) {
        return database.sql(
                        "select exists (select 1 from transmission.dispatch where document = ? and recalled_at is null)")
                .param(document)
                .query(Boolean.class)
                .single();
    }

    record Notice(long id, NoticeKind kind, String reason, Instant at, String byName) {

        /** As the receivers' documents carry it. */
        SourceNotice toReceiver(Header sent) {
            return new SourceNotice(kind.term(), kind != NoticeKind.CORRECTION, reason, sent.unitName(), at);
        }
    }

    Notice insertNotice(long dispatch, NoticeKind kind, String reason, String by, Instant now) {
        long id = database.sql(
                        "insert into transmission.notice(dispatch, kind, reason, at, by_name) values (?, ?, ?, ?, ?) returning id")
                .params(dispatch, kind.name(), reason, Moments.to(now), by)
                .query(Long.class)
                .single();
        return new Notice(id, kind, reason, now, by);
    }

    /** What was made known about a document after it was sent, by whichever dispatch. */
    List<Notice> notices(long document) {
        return database.sql("""
                        select n.id, n.kind, n.reason, n.at, n.by_name
                        from transmission.notice n join transmission.dispatch d on d.id = n.dispatch
                        where d.document = ? order by n.id""")
                .param(document)
                .query((row, number) -> new Notice(
                        row.getLong("id"),
                        NoticeKind.valueOf(row.getString("kind")),
                        row.getString("reason"),
                        Moments.from(row, "at"),
                        row.getString("by_name")))
                .list();
    }

    static final class NoSuchDispatch extends Refusal {
        NoSuchDispatch() {
            super(Kind.NOT_FOUND, "transmission.no-such-dispatch");
        }
    }

    static final class AlreadySent extends Refusal {
        AlreadySent() {
            super(Kind.CONFLICT, "transmission.already-sent");
        }
    }
}
