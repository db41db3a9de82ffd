package jinye.office.documents.seals;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 印章台账 as it is stored: seals, their keepers, and what happened to them. */
@Repository
class SealRegister {

    record Registered(
            long id,
            long unit,
            String kind,
            String name,
            double diameter,
            SealState state,
            @Nullable Pending pending,
            @Nullable Long pendingBy,
            @Nullable String pendingByName,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            String purpose,
            @Nullable Long approvalPaper,
            @Nullable Long replaces) {}

    record NewSeal(
            long unit,
            String kind,
            String name,
            double diameter,
            byte[] picture,
            String purpose,
            long approvalPaper,
            @Nullable Long replaces) {}

    record Keeper(
            long person,
            String name,
            boolean deputy,
            LocalDate from,
            @Nullable LocalDate until,
            String namedBy) {}

    record Turn(String act, String name, String note, Instant at) {}

    record Listed(Registered seal, @Nullable String keepers, long uses) {}

    private static final String COLUMNS = """
            s.id, s.unit, s.kind, s.name, s.diameter_mm, s.status, s.pending, s.pending_by, s.pending_by_name, s.valid_from,
            s.valid_to, s.purpose, s.approval_paper, s.replaces""";

    private final JdbcClient jdbc;
    private final Clock clock;

    SealRegister(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** In the order in which they were registered. */
    List<Listed> list(long unit, LocalDate today) {
        return jdbc.sql("""
                        select %s,
                            (select string_agg(k.name, '、' order by k.deputy, k.id) from documents.seal_keeper k
                             where k.seal = s.id and k.from_day <= :today and (k.until_day is null or k.until_day >= :today)) as keepers,
                            (select count(*) from documents.seal_use u where u.seal = s.id) as uses
                        from documents.seal s where s.unit = :unit order by s.id""".formatted(COLUMNS))
                .param("unit", unit)
                .param("today", today)
                .query((row, index) -> new Listed(registered(row), row.getString("keepers"), row.getLong("uses")))
                .list();
    }

    Optional<Registered> find(long id) {
        return jdbc.sql("select %s from documents.seal s where s.id = :id".formatted(COLUMNS))
                .param("id", id)
                .query((row, index) -> registered(row))
                .optional();
    }

    Registered locked(long id) {
        return jdbc.sql("select %s from documents.seal s where s.id = :id for update".formatted(COLUMNS))
                .param("id", id)
                .query((row, index) -> registered(row))
                .optional()
                .orElseThrow(SealRefused::unknown);
    }

    private static Registered registered(java.sql.ResultSet row) throws java.sql.SQLException {
        var pending = row.getString("pending");
        return new Registered(
                row.getLong("id"),
                row.getLong("unit"),
                row.getString("kind"),
                row.getString("name"),
                row.getDouble("diameter_mm"),
                SealState.valueOf(row.getString("status")),
                pending == null ? null : Pending.valueOf(pending),
                row.getObject("pending_by", Long.class),
                row.getString("pending_by_name"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class),
                row.getString("purpose"),
                row.getObject("approval_paper", Long.class),
                row.getObject("replaces", Long.class));
    }

    byte @Nullable [] picture(long id) {
        return jdbc.sql("select picture from documents.seal where id = :id")
                .param("id", id)
                .query((row, index) -> Optional.ofNullable(row.getBytes("picture")))
                .optional()
                .flatMap(found -> found)
                .orElse(null);
    }

    void picture(long id, byte[] picture) {
        jdbc.sql("update documents.seal set picture = :picture where id = :id and picture is null")
                .param("picture", picture)
                .param("id", id)
                .update();
    }

    boolean none() {
        return jdbc.sql("select not exists (select 1 from documents.seal)")
                .query(Boolean.class)
                .single();
    }

    long add(Actor actor, NewSeal seal) {
        return jdbc.sql("""
                        insert into documents.seal (id, unit, kind, name, diameter_mm, picture, status, purpose, approval_paper,
                            replaces, pending, pending_by, pending_by_name)
                        values (nextval('documents.seal_id'), :unit, :kind, :name, :diameter, :picture, 'ASKED', :purpose, :paper,
                            cast(:replaces as bigint), 'MAKING', :person, :personName)
                        returning id""")
                .param("unit", seal.unit())
                .param("kind", seal.kind())
                .param("name", seal.name())
                .param("diameter", seal.diameter())
                .param("picture", seal.picture())
                .param("purpose", seal.purpose())
                .param("paper", seal.approvalPaper())
                .param("replaces", seal.replaces())
                .param("person", actor.person())
                .param("personName", actor.name())
                .query(Long.class)
                .single();
    }

    void addEnabled(
            long unit, String kind, String name, double diameter, LocalDate from, Collection<Seals.Keeper> keepers) {
        long id = jdbc.sql("""
                        insert into documents.seal (id, unit, kind, name, diameter_mm, status, valid_from)
                        values (nextval('documents.seal_id'), :unit, :kind, :name, :diameter, 'IN_USE', :from) returning id""")
                .param("unit", unit)
                .param("kind", kind)
                .param("name", name)
                .param("diameter", diameter)
                .param("from", from)
                .query(Long.class)
                .single();
        live(id, "REGISTERED", null, "随示例单位登记并启用");
        boolean deputy = false;
        for (var keeper : keepers) {
            keep(id, new Keeper(keeper.person(), keeper.name(), deputy, from, null, "系统"));
            deputy = true;
        }
    }

    void move(Registered seal, SealState next) {
        jdbc.sql("""
                        update documents.seal set status = :status, pending = null, pending_by = null, pending_by_name = null
                        where id = :id""").param("status", next.name()).param("id", seal.id()).update();
    }

    void pend(Actor actor, Registered seal, @Nullable Pending pending) {
        jdbc.sql("""
                        update documents.seal set pending = cast(:pending as text), pending_by = cast(:person as bigint),
                            pending_by_name = cast(:name as text)
                        where id = :id""")
                .param("pending", pending == null ? null : pending.name())
                .param("person", pending == null ? null : actor.person())
                .param("name", pending == null ? null : actor.name())
                .param("id", seal.id())
                .update();
    }

    void enable(Registered seal, LocalDate from, @Nullable LocalDate until) {
        jdbc.sql("""
                        update documents.seal set status = 'IN_USE', valid_from = :from, valid_to = cast(:until as date)
                        where id = :id""")
                .param("from", from)
                .param("until", until)
                .param("id", seal.id())
                .update();
    }

    Optional<Registered> inUse(long unit, String kind) {
        return jdbc.sql(
                        "select %s from documents.seal s where s.unit = :unit and s.kind = :kind and s.status = 'IN_USE' for update"
                                .formatted(COLUMNS))
                .param("unit", unit)
                .param("kind", kind)
                .query((row, index) -> registered(row))
                .optional();
    }

    List<Keeper> keepers(long seal) {
        return keepersWhere(seal, "true", LocalDate.EPOCH);
    }

    List<Keeper> keepersOn(long seal, LocalDate day) {
        return keepersWhere(seal, "from_day <= :day and (until_day is null or until_day >= :day)", day);
    }

    private List<Keeper> keepersWhere(long seal, String condition, LocalDate day) {
        return jdbc.sql("""
                        select person, name, deputy, from_day, until_day, named_by from documents.seal_keeper
                        where seal = :seal and (until_day is null or until_day >= from_day) and %s
                        order by from_day desc, deputy, id""".formatted(condition))
                .param("seal", seal)
                .param("day", day)
                .query((row, index) -> new Keeper(
                        row.getLong("person"),
                        row.getString("name"),
                        row.getBoolean("deputy"),
                        row.getObject("from_day", LocalDate.class),
                        row.getObject("until_day", LocalDate.class),
                        row.getString("named_by")))
                .list();
    }

    void keep(long seal, Keeper keeper) {
        jdbc.sql("""
                        insert into documents.seal_keeper (seal, person, name, deputy, from_day, until_day, named_by, named_at)
                        values (:seal, :person, :name, :deputy, :from, cast(:until as date), :by, :at)""")
                .param("seal", seal)
                .param("person", keeper.person())
                .param("name", keeper.name())
                .param("deputy", keeper.deputy())
                .param("from", keeper.from())
                .param("until", keeper.until())
                .param("by", keeper.namedBy())
                .param("at", Moments.to(clock.instant()))
                .update();
    }

    /** Whoever kept it until now does so only until the day before. */
    void endKeeping(long seal, LocalDate from) {
        jdbc.sql("""
                        update documents.seal_keeper set until_day = cast(:from as date) - 1
                        where seal = :seal and (until_day is null or until_day >= :from)""").param("seal", seal).param("from", from).update();
    }

    void live(long seal, String act, @Nullable Actor actor, String note) {
        jdbc.sql("""
                        insert into documents.seal_life (seal, act, person, name, note, at)
                        values (:seal, :act, cast(:person as bigint), :name, :note, :at)""")
                .param("seal", seal)
                .param("act", act)
                .param("person", actor == null ? null : actor.person())
                .param("name", actor == null ? "系统" : actor.name())
                .param("note", note)
                .param("at", Moments.to(clock.instant()))
                .update();
    }

    List<Turn> life(long seal) {
        return jdbc.sql("select act, name, note, at from documents.seal_life where seal = :seal order by id")
                .param("seal", seal)
                .query((row, index) -> new Turn(
                        row.getString("act"), row.getString("name"), row.getString("note"), Moments.from(row, "at")))
                .list();
    }

    /** Seals that are used but nobody is named to keep, as an older register left them. */
    List<Registered> unkept() {
        return jdbc.sql("""
                        select %s from documents.seal s
                        where s.status = 'IN_USE' and not exists (select 1 from documents.seal_keeper k where k.seal = s.id)""".formatted(COLUMNS))
                .query((row, index) -> registered(row))
                .list();
    }
}
