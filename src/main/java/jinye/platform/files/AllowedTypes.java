package jinye.platform.files;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which files may be attached: the versioned table {@code files.allowed_type}. */
@Repository
class AllowedTypes {

    private final JdbcClient database;
    private final Clock clock;

    AllowedTypes(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param contents what {@link FileLook} may find for this extension. @param sizeMax bytes */
    record AllowedType(
            String extension, String type, List<String> contents, String term, long sizeMax, boolean inline) {}

    Optional<AllowedType> inForce(String extension) {
        return database.sql("""
                        select extension, type, contents, term, size_max, inline from files.allowed_type
                        where extension = :extension and effective_from <= :today
                            and (effective_to is null or effective_to >= :today)
                        order by effective_from desc limit 1""")
                .param("extension", extension)
                .param("today", LocalDate.now(clock))
                .query(AllowedTypes::row)
                .optional();
    }

    List<String> extensionsInForce() {
        return database.sql("""
                        select distinct extension from files.allowed_type
                        where effective_from <= :today and (effective_to is null or effective_to >= :today)
                        order by extension""")
                .param("today", LocalDate.now(clock))
                .query(String.class)
                .list();
    }

    private static AllowedType row(ResultSet row, int index) throws SQLException {
        return new AllowedType(
                row.getString("extension"),
                row.getString("type"),
                List.of((String[]) row.getArray("contents").getArray()),
                row.getString("term"),
                row.getLong("size_max"),
                row.getBoolean("inline"));
    }
}
