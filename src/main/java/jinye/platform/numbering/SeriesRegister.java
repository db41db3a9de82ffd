package jinye.platform.numbering;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import jinye.platform.directory.Directory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which series a unit has. They are made the first time they are asked for, from its mark and the categories. */
@Repository
class SeriesRegister {

    /** A series with its row. */
    record Known(long id, Series series, String source, String tag) {}

    private final JdbcClient jdbc;
    private final Directory directory;
    private final Clock clock;

    SeriesRegister(JdbcClient jdbc, Directory directory, Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.clock = clock;
    }

    Optional<Known> find(long unit, String code) {
        var known = known(unit, code);
        if (known.isPresent()) {
            return known;
        }
        plant(unit);
        return known(unit, code);
    }

    /** The series of a unit that are in force now: documents first, in the order of their categories. */
    List<Known> of(long unit) {
        plant(unit);
        return jdbc.sql("""
                select id, unit, code, name, kind, digits, source, tag from numbering.series
                where unit = :unit and effective_from <= :today and (effective_to is null or effective_to > :today)
                order by kind, id
                """)
                .param("unit", unit)
                .param("today", today())
                .query(SeriesRegister::row)
                .list();
    }

    /** Registers that kinds of approval bring along. */
    void open(long unit, String code, String name) {
        jdbc.sql("""
                insert into numbering.series (unit, code, name, kind, digits, source, tag, effective_from)
                values (:unit, :code, :name, 'REGISTER', 4, '本单位审批事项设置', 'CFG', :today)
                on conflict (unit, code) do nothing
                """)
                .param("unit", unit)
                .param("code", code)
                .param("name", name)
                .param("today", today())
                .update();
    }

    private Optional<Known> known(long unit, String code) {
        return jdbc.sql("""
                select id, unit, code, name, kind, digits, source, tag from numbering.series
                where unit = :unit and code = :code and (effective_to is null or effective_to > :today)
                """)
                .param("unit", unit)
                .param("code", code)
                .param("today", today())
                .query(SeriesRegister::row)
                .optional();
    }

    /** Two may plant at once; each row is planted by one of them. */
    private void plant(long unit) {
        var mark = directory.unit(unit).docMark();
        jdbc.sql("""
                insert into numbering.series (unit, code, name, kind, digits, source, tag, effective_from)
                select :unit, :mark || word, name, 'DOCUMENT', 1, source, tag, effective_from
                from numbering.category where effective_to is null order by position
                on conflict (unit, code) do nothing
                """).param("unit", unit).param("mark", mark).update();
        jdbc.sql("""
                insert into numbering.series (unit, code, name, kind, digits, source, tag, effective_from)
                select :unit, code, name, 'REGISTER', digits, source, tag, effective_from
                from numbering.register where effective_to is null order by code
                on conflict (unit, code) do nothing
                """).param("unit", unit).update();
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneId.of("Asia/Shanghai")));
    }

    private static Known row(ResultSet row, int number) throws SQLException {
        return new Known(
                row.getLong("id"),
                new Series(
                        row.getLong("unit"),
                        row.getString("code"),
                        row.getString("name"),
                        Series.Kind.valueOf(row.getString("kind")),
                        row.getInt("digits")),
                row.getString("source"),
                row.getString("tag"));
    }
}
