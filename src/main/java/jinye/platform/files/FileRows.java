package jinye.platform.files;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import jinye.kernel.RecordId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code files.file}. */
@Repository
class FileRows {

    private static final String COLUMNS = "id, name, type, size, sha256, stored_at";

    private final JdbcClient database;
    private final Clock clock;

    FileRows(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    StoredFile add(String name, String type, long size, String sha256, long person, @Nullable String upload) {
        return database.sql("""
                        insert into files.file (name, type, size, sha256, stored_by, stored_at, upload)
                        values (:name, :type, :size, :sha256, :person, :at, :upload)
                        returning\s""" + COLUMNS)
                .param("name", name)
                .param("type", type)
                .param("size", size)
                .param("sha256", sha256)
                .param("person", person)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("upload", upload)
                .query(FileRows::row)
                .single();
    }

    Optional<StoredFile> find(long id) {
        return database.sql("select " + COLUMNS + " from files.file where id = :id")
                .param("id", id)
                .query(FileRows::row)
                .optional();
    }

    Map<Long, StoredFile> find(Collection<Long> ids) {
        return database
                .sql("select " + COLUMNS + " from files.file where id = any(:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .query(FileRows::row)
                .list()
                .stream()
                .collect(Collectors.toMap(StoredFile::id, Function.identity()));
    }

    Optional<StoredFile> findFree(long id, long person) {
        return database.sql("select " + COLUMNS + """
                         from files.file
                        where id = :id and stored_by = :person and holder_module is null""")
                .param("id", id)
                .param("person", person)
                .query(FileRows::row)
                .optional();
    }

    Optional<StoredFile> findUploaded(String upload, long person) {
        return database.sql("select " + COLUMNS + " from files.file where upload = :upload and stored_by = :person")
                .param("upload", upload)
                .param("person", person)
                .query(FileRows::row)
                .optional();
    }

    /** One statement, so that of two records reaching for a file at once only one gets it. */
    boolean hold(long id, long person, RecordId holder) {
        return database.sql("""
                        update files.file set holder_module = :module, holder_id = :record
                        where id = :id and (holder_module is null and stored_by = :person
                            or holder_module = :module and holder_id = :record)""")
                        .param("id", id)
                        .param("person", person)
                        .param("module", holder.module())
                        .param("record", holder.id())
                        .update()
                == 1;
    }

    private static StoredFile row(ResultSet row, int index) throws SQLException {
        return new StoredFile(
                row.getLong("id"),
                row.getString("name"),
                row.getString("type"),
                row.getLong("size"),
                row.getString("sha256"),
                row.getObject("stored_at", OffsetDateTime.class).toInstant());
    }
}
