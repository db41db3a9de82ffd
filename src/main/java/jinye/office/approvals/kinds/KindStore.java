package jinye.office.approvals.kinds;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jinye.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** ApprovalKinds, their published versions and drafts as rows. */
@Repository
class KindStore {

    private static final TypeReference<Map<String, String>> FILES = new TypeReference<>() {};

    /** @param version in force, 0 while none is */
    record Row(
            String name,
            String title,
            String group,
            String summary,
            int version,
            boolean enabled,
            boolean ofApplication,
            @Nullable String installed) {}

    record Draft(KindPackage files, long version, int basedOn, Instant changedAt, String changedByName) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    KindStore(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    List<Row> all() {
        return jdbc.sql("select * from approvals.kind order by group_name, title")
                .query(KindStore::row)
                .list();
    }

    Optional<Row> find(String name) {
        return jdbc.sql("select * from approvals.kind where name = :name")
                .param("name", name)
                .query(KindStore::row)
                .optional();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                row.getString("name"),
                row.getString("title"),
                row.getString("group_name"),
                row.getString("summary"),
                row.getInt("version"),
                row.getBoolean("enabled"),
                row.getBoolean("of_application"),
                row.getString("installed_sha256"));
    }

    /** @return whether it is new */
    boolean insert(String name, String title, String group, String summary, boolean ofApplication) {
        return jdbc.sql("""
                                insert into approvals.kind (name, title, group_name, summary, of_application)
                                values (:name, :title, :group, :summary, :ofApplication) on conflict do nothing""")
                        .param("name", name)
                        .param("title", title)
                        .param("group", group)
                        .param("summary", summary)
                        .param("ofApplication", ofApplication)
                        .update()
                == 1;
    }

    void enable(String name, boolean enabled) {
        jdbc.sql("update approvals.kind set enabled = :enabled where name = :name")
                .param("enabled", enabled)
                .param("name", name)
                .update();
    }

    void installed(String name, String sha256) {
        jdbc.sql("update approvals.kind set installed_sha256 = :sha256 where name = :name")
                .param("sha256", sha256)
                .param("name", name)
                .update();
    }

    /** Two who publish at once wait for each other here. */
    int lockVersion(String name) {
        return jdbc.sql("select version from approvals.kind where name = :name for update")
                .param("name", name)
                .query(Integer.class)
                .single();
    }

    void publish(
            Kind kind,
            KindPackage files,
            int processVersion,
            @Nullable Integer partVersion,
            String note,
            @Nullable Actor by) {
        jdbc.sql("""
                        insert into approvals.kind_version (kind, version, files, sha256, process_version, part_process_version,
                            note, published_at, published_by, published_by_name)
                        values (:kind, :version, cast(:files as jsonb), :sha256, :process, :part, :note, :now, :by, :byName)""")
                .param("kind", kind.name())
                .param("version", kind.version())
                .param("files", json.writeValueAsString(files.files()))
                .param("sha256", files.sha256())
                .param("process", processVersion)
                .param("part", partVersion, java.sql.Types.INTEGER)
                .param("note", note)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", by == null ? null : by.person(), java.sql.Types.BIGINT)
                .param("byName", by == null ? "系统" : by.name())
                .update();
        var settings = kind.settings();
        jdbc.sql("""
                        update approvals.kind set version = :version, title = :title, group_name = :group, summary = :summary
                        where name = :name""")
                .param("version", kind.version())
                .param("title", settings.title())
                .param("group", settings.group())
                .param("summary", settings.summary())
                .param("name", kind.name())
                .update();
    }

    /** Versions whose process is this one, the newest first. */
    List<Integer> versionsWith(String name, int process, boolean part) {
        return jdbc.sql("select version from approvals.kind_version where kind = :kind and "
                        + (part ? "part_process_version" : "process_version") + " = :process order by version desc")
                .param("kind", name)
                .param("process", process)
                .query(Integer.class)
                .list();
    }

    Optional<KindPackage> files(String name, int version) {
        return jdbc.sql("select files from approvals.kind_version where kind = :kind and version = :version")
                .param("kind", name)
                .param("version", version)
                .query((row, n) -> read(row.getString("files")))
                .optional();
    }

    List<KindVersion> versions(String name) {
        return jdbc.sql("""
                        select v.version, v.sha256, v.process_version, v.note, v.published_at, v.published_by_name,
                               (select count(*) from approvals.request r
                                where r.kind = v.kind and r.kind_version = v.version and r.ended_at is null) as running,
                               (select count(*) from approvals.request r
                                where r.kind = v.kind and r.kind_version = v.version and r.ended_at is not null) as ended
                        from approvals.kind_version v where v.kind = :kind order by v.version desc""")
                .param("kind", name)
                .query((row, n) -> new KindVersion(
                        row.getInt("version"),
                        row.getString("sha256"),
                        row.getInt("process_version"),
                        row.getString("note"),
                        row.getTimestamp("published_at").toInstant(),
                        row.getString("published_by_name"),
                        row.getLong("running"),
                        row.getLong("ended")))
                .list();
    }

    Optional<Draft> draft(String name) {
        return jdbc.sql("select * from approvals.kind_draft where kind = :kind")
                .param("kind", name)
                .query((row, n) -> new Draft(
                        read(row.getString("files")),
                        row.getLong("version"),
                        row.getInt("based_on"),
                        row.getTimestamp("changed_at").toInstant(),
                        row.getString("changed_by_name")))
                .optional();
    }

    /** @param seen the version the designer was looking at, 0 when there was no draft. @return false when it has changed since */
    boolean saveDraft(Actor actor, String name, KindPackage files, long seen, int basedOn) {
        var sql = seen == 0 ? """
                insert into approvals.kind_draft (kind, files, version, based_on, changed_at, changed_by, changed_by_name)
                select name, cast(:files as jsonb), last_draft + 1, :basedOn, :now, :by, :byName from approvals.kind
                where name = :kind on conflict do nothing""" : """
                update approvals.kind_draft set files = cast(:files as jsonb), version = version + 1, changed_at = :now,
                    changed_by = :by, changed_by_name = :byName where kind = :kind and version = :seen""";
        return jdbc.sql(sql)
                        .param("kind", name)
                        .param("files", json.writeValueAsString(files.files()))
                        .param("basedOn", basedOn)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("by", actor.person())
                        .param("byName", actor.name())
                        .param("seen", seen)
                        .update()
                == 1;
    }

    void dropDraft(String name) {
        jdbc.sql("""
                        with gone as (delete from approvals.kind_draft where kind = :kind returning version)
                        update approvals.kind set last_draft = gone.version from gone where name = :kind""").param("kind", name).update();
    }

    private KindPackage read(String files) {
        return new KindPackage(json.readValue(files, FILES));
    }
}
