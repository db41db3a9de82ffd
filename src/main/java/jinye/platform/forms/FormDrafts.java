package jinye.platform.forms;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Forms being designed, each with all its saved versions. Two designers cannot overwrite each other: the later one is told. */
@Service
@Transactional
class FormDrafts {

    record FormTexts(
            @NotBlank @Size(max = 100) String title,
            @NotNull @Size(max = 1_000_000) String schema,
            @NotNull @Size(max = 1_000_000) String layout) {}

    record FormDraftRow(long id, String title, long version, Instant changedAt, String changedBy) {}

    record FormDraft(
            long id, String title, String schema, String layout, long version, Instant changedAt, String changedBy) {}

    private final JdbcClient jdbc;
    private final Journal journal;
    private final Clock clock;

    FormDrafts(JdbcClient jdbc, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.journal = journal;
        this.clock = clock;
    }

    List<FormDraftRow> list(Actor actor) {
        actor.require("forms.design");
        return jdbc.sql(
                        "select id, title, version, changed_at, changed_by from forms.draft order by changed_at desc, id desc limit 500")
                .query(FormDraftRow.class)
                .list();
    }

    FormDraft draft(Actor actor, long id) {
        actor.require("forms.design");
        return jdbc.sql("select * from forms.draft where id = ?")
                .param(id)
                .query(FormDraft.class)
                .optional()
                .orElseThrow(NoSuchDraft::new);
    }

    List<FormDraftRow> versions(Actor actor, long id) {
        draft(actor, id);
        return jdbc.sql("""
                        select draft as id, title, version, changed_at, changed_by from forms.draft_version
                        where draft = ? order by version desc limit 500""").param(id).query(FormDraftRow.class).list();
    }

    FormDraft version(Actor actor, long id, long version) {
        actor.require("forms.design");
        return jdbc.sql("""
                        select draft as id, title, schema, layout, version, changed_at, changed_by from forms.draft_version
                        where draft = ? and version = ?""")
                .params(id, version)
                .query(FormDraft.class)
                .optional()
                .orElseThrow(NoSuchDraft::new);
    }

    FormDraft create(Actor actor, FormTexts texts) {
        actor.require("forms.design");
        long id = jdbc.sql("""
                        insert into forms.draft (title, schema, layout, changed_at, changed_by) values (?, ?, ?, ?, ?)
                        returning id""")
                .params(texts.title(), texts.schema(), texts.layout(), now(), actor.name())
                .query(Long.class)
                .single();
        keep(id);
        journal.record(actor, "forms.create", new RecordId("forms", id), Map.of("title", texts.title()));
        return draft(actor, id);
    }

    FormDraft save(Actor actor, long id, long version, FormTexts texts) {
        draft(actor, id);
        int written = jdbc.sql("""
                        update forms.draft set title = ?, schema = ?, layout = ?, version = version + 1, changed_at = ?,
                            changed_by = ?
                        where id = ? and version = ?""")
                .params(texts.title(), texts.schema(), texts.layout(), now(), actor.name(), id, version)
                .update();
        if (written == 0) {
            throw new OptimisticLockingFailureException("forms/" + id);
        }
        keep(id);
        journal.record(actor, "forms.save", new RecordId("forms", id), Map.of("version", version + 1));
        return draft(actor, id);
    }

    void delete(Actor actor, long id) {
        var draft = draft(actor, id);
        jdbc.sql("delete from forms.draft where id = ?").param(id).update();
        journal.record(actor, "forms.delete", new RecordId("forms", id), Map.of("title", draft.title()));
    }

    private void keep(long id) {
        jdbc.sql("""
                        insert into forms.draft_version (draft, version, title, schema, layout, changed_at, changed_by)
                        select id, version, title, schema, layout, changed_at, changed_by from forms.draft where id = ?""").param(id).update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    static final class NoSuchDraft extends Refusal {
        NoSuchDraft() {
            super(Kind.NOT_FOUND, "forms.no-such-draft");
        }
    }
}
