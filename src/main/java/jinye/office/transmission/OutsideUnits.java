package jinye.office.transmission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.platform.directory.Unit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 通讯录: the front door for units of other nodes. Here they look like any other unit, with a number below zero. */
@Service
@Transactional
public class OutsideUnits {

    private final JdbcClient jdbc;
    private final Clock clock;

    OutsideUnits(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Which node a unit belongs to. */
    public record Place(String node, String code) {}

    /** @param id negated */
    record OutsideUnitRow(long id, String node, String code, String name, String shortName, String level) {}

    /** Takes over what a node says of its units; those it no longer names are written to no more, and stay for what was sent. */
    public void replace(String node, List<OutsideUnit> units) {
        jdbc.sql("update transmission.outside_unit set listed = false where node = ?")
                .param(node)
                .update();
        for (var unit : units) {
            jdbc.sql("""
                            insert into transmission.outside_unit (node, code, name, short_name, level, listed, direct, changed_at)
                            values (:node, :code, :name, :short, :level, true, :direct, :at)
                            on conflict (node, code) do update set name = excluded.name, short_name = excluded.short_name,
                                level = excluded.level, listed = true, direct = excluded.direct, changed_at = excluded.changed_at""")
                    .param("node", node)
                    .param("code", unit.code())
                    .param("name", unit.name())
                    .param("short", unit.shortName())
                    .param("level", unit.level().name())
                    .param("direct", unit.direct())
                    .param("at", Moments.to(clock.instant()))
                    .update();
        }
    }

    /** The units that a node names today. */
    @Transactional(readOnly = true)
    public List<OutsideUnit> of(String node) {
        return jdbc.sql("select * from transmission.outside_unit where node = ? and listed order by level, code")
                .param(node)
                .query((row, number) -> new OutsideUnit(
                        node,
                        row.getString("code"),
                        row.getString("name"),
                        row.getString("short_name"),
                        Unit.Level.valueOf(row.getString("level")),
                        row.getBoolean("direct")))
                .list();
    }

    /** Gives or takes 越级交换许可 for all units of a node. */
    public void permit(String node, boolean direct) {
        jdbc.sql("update transmission.outside_unit set direct = ? where node = ?")
                .params(direct, node)
                .update();
    }

    @Transactional(readOnly = true)
    public Place place(long negated) {
        return jdbc.sql("select node, code from transmission.outside_unit where id = ?")
                .param(-negated)
                .query((row, number) -> new Place(row.getString(1), row.getString(2)))
                .single();
    }

    /** The number of a unit of another node, negated; empty when that node has not named it. */
    @Transactional(readOnly = true)
    public Optional<Long> numberOf(String node, String code) {
        return jdbc.sql("select -id from transmission.outside_unit where node = ? and code = ?")
                .params(node, code)
                .query(Long.class)
                .optional();
    }

    @Transactional(readOnly = true)
    Unit unit(long negated) {
        return jdbc.sql("select * from transmission.outside_unit where id = ?")
                .param(-negated)
                .query(OutsideUnits::unit)
                .single();
    }

    @Transactional(readOnly = true)
    Map<Long, Unit> reachable(Collection<Long> ids) {
        var found = new LinkedHashMap<Long, Unit>();
        jdbc.sql("select * from transmission.outside_unit where listed and -id = any(:ids)")
                .param("ids", ids.stream().filter(id -> id < 0).toArray(Long[]::new))
                .query(OutsideUnits::unit)
                .list()
                .forEach(unit -> found.put(unit.id(), unit));
        return found;
    }

    @Transactional(readOnly = true)
    List<OutsideUnitRow> listed(String text) {
        return jdbc.sql("""
                        select -id as number, node, code, name, short_name, level from transmission.outside_unit
                        where listed and (:text = '' or name ilike :like or short_name ilike :like or code ilike :like)
                        order by node, array_position(array['NATIONAL', 'PROVINCE', 'CITY', 'COUNTY'], level), code limit 200""")
                .param("text", text.strip())
                .param("like", DispatchList.like(text))
                .query((row, number) -> new OutsideUnitRow(
                        row.getLong("number"),
                        row.getString("node"),
                        row.getString("code"),
                        row.getString("name"),
                        row.getString("short_name"),
                        Unit.Level.valueOf(row.getString("level")).term()))
                .list();
    }

    /** Over a level between, a reason alone is not enough when the document leaves the node: it must have been permitted. */
    void refuseWithoutPermission(Collection<Unit> receivers, Unit sender) {
        var far = receivers.stream()
                .filter(unit -> unit.id() < 0)
                .filter(unit -> Math.abs(unit.level().ordinal() - sender.level().ordinal()) > 1)
                .toList();
        for (var unit : far) {
            boolean direct = jdbc.sql("select direct from transmission.outside_unit where id = ?")
                    .param(-unit.id())
                    .query(Boolean.class)
                    .single();
            if (!direct) {
                throw new RouteNotGranted(unit.name());
            }
        }
    }

    private static Unit unit(ResultSet row, int number) throws SQLException {
        return new Unit(
                -row.getLong("id"),
                row.getString("code"),
                row.getString("name"),
                row.getString("short_name"),
                "",
                "",
                Unit.Level.valueOf(row.getString("level")),
                null);
    }

    static final class RouteNotGranted extends Refusal {
        RouteNotGranted(String unit) {
            super(Kind.FORBIDDEN, "transmission.route-not-granted", unit);
        }
    }
}
