package jinye.safeguard.access;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 登录时间和网络: when and from where people or roles may come in. Those of a person stand before those of their roles. */
@Service
class Admissions {

    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** @param networks CIDR; empty means from anywhere */
    record Admission(
            long id,
            @Nullable String role,
            @Nullable String roleName,
            @Nullable Long person,
            @Nullable String personName,
            Set<Integer> weekdays,
            LocalTime fromTime,
            LocalTime toTime,
            List<String> networks,
            String reason,
            Instant effectiveFrom) {

        boolean holdsTime(java.time.ZonedDateTime now) {
            var time = now.toLocalTime();
            return weekdays.contains(now.getDayOfWeek().getValue())
                    && !time.isBefore(fromTime)
                    && time.isBefore(toTime);
        }

        boolean holdsAddress(String address) {
            return networks.isEmpty()
                    || networks.stream().map(Network::parse).anyMatch(network -> network.holds(address));
        }
    }

    private record Known(List<Admission> admissions, long readAt) {}

    private final JdbcClient jdbc;
    private final Roles roles;
    private final People people;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private volatile @Nullable Known known;

    Admissions(JdbcClient jdbc, Roles roles, People people, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.roles = roles;
        this.people = people;
        this.events = events;
        this.clock = clock;
    }

    /** Called at every sign-in and every request, so it looks into memory. */
    void refuseUnlessAdmitted(Actor actor, String address) {
        refuseUnlessAdmitted(known(), actor, address);
    }

    private void refuseUnlessAdmitted(List<Admission> all, Actor actor, String address) {
        if (all.isEmpty()) {
            return;
        }
        var own = all.stream()
                .filter(one -> one.person() != null && one.person() == actor.person())
                .toList();
        var held = Roles.of(actor);
        var applying = own.isEmpty()
                ? all.stream()
                        .filter(one -> one.role() != null && held.contains(one.role()))
                        .toList()
                : own;
        if (applying.isEmpty()) {
            return;
        }
        var now = clock.instant().atZone(Moments.ZONE);
        var atThisTime = applying.stream().filter(one -> one.holdsTime(now)).toList();
        if (atThisTime.isEmpty()) {
            throw new NotAdmitted("access.not-at-this-time", times(applying));
        }
        if (atThisTime.stream().noneMatch(one -> one.holdsAddress(address))) {
            throw new NotAdmitted("access.not-from-here", address);
        }
    }

    private static String times(List<Admission> admissions) {
        return admissions.stream()
                .map(one -> one.weekdays().stream()
                                .sorted()
                                .map(day -> "一二三四五六日".substring(day - 1, day))
                                .collect(java.util.stream.Collectors.joining("、", "周", " "))
                        + one.fromTime() + "–" + one.toTime())
                .distinct()
                .collect(java.util.stream.Collectors.joining("；"));
    }

    List<Admission> list() {
        var read = jdbc.sql(
                        "select * from access.admission where effective_to is null order by role, person, from_time")
                .query((row, n) -> new Admission(
                        row.getLong("id"),
                        row.getString("role"),
                        row.getString("role") == null
                                ? null
                                : roles.role(row.getString("role"))
                                        .map(Roles.Role::name)
                                        .orElse(row.getString("role")),
                        (Long) row.getObject("person"),
                        null,
                        new TreeSet<>(
                                List.of((Integer[]) row.getArray("weekdays").getArray())),
                        row.getObject("from_time", LocalTime.class),
                        row.getObject("to_time", LocalTime.class),
                        List.of((String[]) row.getArray("networks").getArray()),
                        row.getString("reason"),
                        row.getTimestamp("effective_from").toInstant()))
                .list();
        var names = people.names(read.stream()
                .map(Admission::person)
                .filter(java.util.Objects::nonNull)
                .toList());
        return read.stream()
                .map(one -> one.person() == null
                        ? one
                        : new Admission(
                                one.id(),
                                null,
                                null,
                                one.person(),
                                names.get(one.person()),
                                one.weekdays(),
                                one.fromTime(),
                                one.toTime(),
                                one.networks(),
                                one.reason(),
                                one.effectiveFrom()))
                .toList();
    }

    /** One that would shut out whoever writes it is refused: nobody could take it back. */
    @Transactional
    long admit(
            Actor actor,
            @Nullable String role,
            @Nullable Long person,
            Set<Integer> weekdays,
            LocalTime fromTime,
            LocalTime toTime,
            List<String> networks,
            String reason,
            String address) {
        actor.require(SecurityRules.PERMISSION);
        if ((role == null) == (person == null)) {
            throw new NotAnAdmission("access.admission-of-whom");
        }
        if (role != null && roles.role(role).isEmpty()) {
            throw new NotAnAdmission("access.admission-of-whom");
        }
        if (!fromTime.isBefore(toTime)) {
            throw new NotAnAdmission("access.admission-reversed");
        }
        networks.forEach(Network::parse);
        long id = jdbc.sql("""
                        insert into access.admission (role, person, weekdays, from_time, to_time, networks, reason, set_by, effective_from)
                        values (:role, :person, :weekdays, :from, :to, :networks, :reason, :by, :now) returning id""")
                .param("role", role, java.sql.Types.VARCHAR)
                .param("person", person, java.sql.Types.BIGINT)
                .param("weekdays", weekdays.toArray(Integer[]::new))
                .param("from", fromTime)
                .param("to", toTime)
                .param("networks", networks.stream().map(String::strip).toArray(String[]::new))
                .param("reason", reason.strip())
                .param("by", actor.person())
                .param("now", java.sql.Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
        try {
            refuseUnlessAdmitted(list(), actor, address);
        } catch (NotAdmitted shutOut) {
            throw new NotAnAdmission("access.admission-shuts-author");
        }
        known = null;
        tell(actor, "access.admit", person, role, reason.strip());
        return id;
    }

    @Transactional
    void withdraw(Actor actor, long id) {
        actor.require(SecurityRules.PERMISSION);
        var found = list().stream().filter(one -> one.id() == id).findFirst();
        if (found.isEmpty()) {
            throw new SecurityRules.NoSuch("access.no-such-admission");
        }
        jdbc.sql("update access.admission set effective_to = ? where id = ?")
                .params(java.sql.Timestamp.from(clock.instant()), id)
                .update();
        known = null;
        tell(
                actor,
                "access.withdraw-admission",
                found.get().person(),
                found.get().role(),
                found.get().reason());
    }

    private void tell(Actor actor, String act, @Nullable Long person, @Nullable String role, String reason) {
        var whom = person == null
                ? roles.role(String.valueOf(role)).map(Roles.Role::name).orElse(String.valueOf(role))
                : people.names(List.of(person)).getOrDefault(person, "");
        events.publishEvent(SecurityAct.by(
                actor, act, person == null ? actor.person() : person, Map.of("name", whom, "reason", reason)));
    }

    private List<Admission> known() {
        var now = known;
        if (now == null || System.nanoTime() - now.readAt() > LOOK_AGAIN_NANOS) {
            now = new Known(list(), System.nanoTime());
            known = now;
        }
        return now.admissions();
    }

    static final class NotAdmitted extends Refusal {
        NotAdmitted(String code, Object... facts) {
            super(Kind.FORBIDDEN, code, facts);
        }
    }

    static final class NotAnAdmission extends Refusal {
        NotAnAdmission(String code) {
            super(Kind.INVALID, code);
        }
    }
}
