package jinye.kernel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Moments between the database and Java, and the zone in which a moment has its legal date. */
public final class Moments {

    /** All of China keeps one time. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private Moments() {}

    /** As a column of type {@code timestamptz} takes it. */
    public static OffsetDateTime to(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    public static @Nullable OffsetDateTime toNullable(@Nullable Instant moment) {
        return moment == null ? null : to(moment);
    }

    /** From a column that is never null. */
    public static Instant from(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static @Nullable Instant fromNullable(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
