package jinye.office.documents.secrecy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Urgency;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Person;
import jinye.platform.files.StoredFile;
import jinye.platform.journal.Journal;
import jinye.platform.messages.Message;
import jinye.platform.messages.Messages;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The list of what is kept apart. */
@Repository
public class QuarantineRecords {

    static final String OFFICER = "R_SECRECY";

    private final JdbcClient jdbc;
    private final Directory directory;
    private final Messages messages;
    private final Journal journal;
    private final Clock clock;

    QuarantineRecords(JdbcClient jdbc, Directory directory, Messages messages, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.messages = messages;
        this.journal = journal;
        this.clock = clock;
    }

    /** In a transaction of its own: what the person was doing is refused and undone, this stays. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void hold(Actor actor, StoredFile file, String mark, @Nullable Long document) {
        var kept = jdbc.sql("""
                        insert into documents.quarantine
                            (unit, file, sha256, file_name, mark, document, brought_by, brought_by_name, at, state)
                        values (:unit, :file, :sha256, :name, :mark, :document, :by, :byName, :at, 'HELD')
                        on conflict (unit, sha256) do nothing returning id""")
                .param("unit", actor.unit())
                .param("file", file.id())
                .param("sha256", file.sha256())
                .param("name", file.name())
                .param("mark", mark)
                .param("document", document)
                .param("by", actor.person())
                .param("byName", actor.name())
                .param("at", Moments.to(clock.instant()))
                .query(Long.class)
                .optional();
        kept.ifPresent(id -> {
            journal.record(actor, "documents.quarantine", new RecordId("documents", id), Map.of("mark", mark));
            messages.tell(
                    directory.holdersOf(OFFICER, actor.unit()).stream()
                            .map(Person::id)
                            .toList(),
                    new Message(
                            "quarantine:" + id,
                            "returned",
                            actor.name() + "上传的文件带有密级标志，已隔离，请审查",
                            "/documents/quarantine",
                            Urgency.URGENT));
        });
    }

    /** @param state HELD, EXAMINED, RELEASED or CONFIRMED */
    public record QuarantinedFile(
            long id,
            String fileName,
            String mark,
            @Nullable Long document,
            long broughtBy,
            String broughtByName,
            Instant at,
            String state,
            @Nullable Long examinedBy,
            @Nullable String examinedByName,
            @Nullable Instant examinedAt,
            @Nullable String examination,
            @Nullable String decidedByName,
            @Nullable Instant decidedAt,
            @Nullable String decision) {}

    boolean released(long unit, String sha256) {
        return jdbc.sql("""
                        select exists (select 1 from documents.quarantine
                                       where unit = :unit and sha256 = :sha256 and state = 'RELEASED')""")
                .param("unit", unit)
                .param("sha256", sha256)
                .query(Boolean.class)
                .single();
    }

    /** Also for whoever brought it and acts in another unit now. */
    boolean apart(Actor reader, String sha256) {
        return jdbc.sql("""
                        select exists (select from documents.quarantine
                            where sha256 = :sha256 and state <> 'RELEASED' and (unit = :unit or brought_by = :reader))""")
                .param("sha256", sha256)
                .param("unit", reader.unit())
                .param("reader", reader.person())
                .query(Boolean.class)
                .single();
    }

    List<QuarantinedFile> list(long unit) {
        return rows(
                "unit = :unit order by state in ('RELEASED', 'CONFIRMED'), id desc limit 300", Map.of("unit", unit));
    }

    /** Locked: two decisions come one after the other. */
    Optional<QuarantinedFile> find(long unit, long id) {
        return rows("unit = :unit and id = :id for update", Map.of("unit", unit, "id", id)).stream()
                .findFirst();
    }

    private List<QuarantinedFile> rows(String where, Map<String, Object> params) {
        return jdbc.sql("""
                        select id, file_name, mark, document, brought_by, brought_by_name, at, state, examined_by,
                               examined_by_name, examined_at, examination, decided_by_name, decided_at, decision
                        from documents.quarantine where\s""" + where)
                .params(params)
                .query((row, index) -> new QuarantinedFile(
                        row.getLong("id"),
                        row.getString("file_name"),
                        row.getString("mark"),
                        row.getObject("document", Long.class),
                        row.getLong("brought_by"),
                        row.getString("brought_by_name"),
                        Moments.from(row, "at"),
                        row.getString("state"),
                        row.getObject("examined_by", Long.class),
                        row.getString("examined_by_name"),
                        Moments.fromNullable(row, "examined_at"),
                        row.getString("examination"),
                        row.getString("decided_by_name"),
                        Moments.fromNullable(row, "decided_at"),
                        row.getString("decision")))
                .list();
    }

    void examined(Actor actor, long id, String state, String reason) {
        jdbc.sql("""
                        update documents.quarantine set state = :state, examined_by = :by, examined_by_name = :name,
                               examined_at = :at, examination = :reason where id = :id""")
                .param("state", state)
                .param("by", actor.person())
                .param("name", actor.name())
                .param("at", Moments.to(clock.instant()))
                .param("reason", reason)
                .param("id", id)
                .update();
        journal.record(actor, "documents.examine-secrecy", new RecordId("documents", id), Map.of("state", state));
    }

    void decided(Actor actor, QuarantinedFile file, String state, String reason) {
        jdbc.sql("""
                        update documents.quarantine set state = :state, decided_by = :by, decided_by_name = :name,
                               decided_at = :at, decision = :reason where id = :id""")
                .param("state", state)
                .param("by", actor.person())
                .param("name", actor.name())
                .param("at", Moments.to(clock.instant()))
                .param("reason", reason)
                .param("id", file.id())
                .update();
        journal.record(
                actor, "documents.release-secrecy", new RecordId("documents", file.id()), Map.of("state", state));
        if (state.equals("RELEASED")) {
            messages.tell(
                    List.of(file.broughtBy()),
                    new Message(
                            "quarantine-released:" + file.id(),
                            "returned",
                            "文件“" + file.fileName() + "”经审查放行，可以重新添加",
                            "/documents/outgoing",
                            Urgency.PLAIN));
        }
    }
}
