package jinye.safeguard.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Moments;
import jinye.kernel.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Accounts and what waits to be confirmed: for the administrators who open and confirm them, and for the auditor. */
@Component
class AccountList {

    static final String READ = "access.read-accounts";

    private final JdbcClient jdbc;
    private final People people;
    private final Clock clock;

    AccountList(JdbcClient jdbc, People people, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.clock = clock;
    }

    /**
     * @param waiting what was asked and is not decided yet: OPEN, RESET or WAKE
     * @param lone whether the audit administrator confirms, since it is for the only security administrator
     * @param decidable whether the reader may decide it
     */
    record AccountRow(
            long person,
            String name,
            String loginName,
            boolean confirmed,
            boolean closed,
            boolean locked,
            @Nullable Instant lastSignInAt,
            @Nullable Long change,
            @Nullable String waiting,
            @Nullable String reason,
            @Nullable String askedBy,
            boolean lone,
            boolean decidable) {}

    private record Read(AccountRow row, @Nullable Long askedBy) {}

    Page<AccountRow> page(Actor actor, boolean waiting, String text, @Nullable Cursor after, int size) {
        actor.require(READ);
        var read = jdbc.sql("""
                        select a.*, c.id as change_id, c.change, c.reason as change_reason, c.asked_by, coalesce(c.lone, false) as lone
                        from access.account a left join access.account_change c on c.account = a.id and c.outcome is null
                        where (not :waiting or c.id is not null) and (:text = '' or starts_with(a.login_name, :text))
                          and (:after::text is null or a.login_name > :after)
                        order by a.login_name limit :limit""")
                .param("waiting", waiting)
                .param("text", Accounts.clean(text))
                .param("after", after == null ? null : after.key(0), java.sql.Types.VARCHAR)
                .param("limit", size + 1)
                .query((row, n) -> read(actor, row))
                .list();
        var names = people.names(java.util.stream.Stream.concat(
                        read.stream().map(one -> one.row().person()),
                        read.stream().map(Read::askedBy))
                .filter(java.util.Objects::nonNull)
                .distinct()
                .toList());
        return Page.of(read.stream().map(one -> named(one, names)).toList(), size, row -> Cursor.of(row.loginName()));
    }

    long waiting(Actor actor) {
        return jdbc.sql("""
                        select count(*) from access.account_change
                        where outcome is null and asked_by <> :reader and (:all or lone and :lone)""")
                .param("reader", actor.person())
                .param("all", actor.may(AccountDesk.CONFIRM))
                .param("lone", actor.may(AccountDesk.CONFIRM_LONE))
                .query(Long.class)
                .single();
    }

    private Read read(Actor actor, ResultSet row) throws SQLException {
        long person = row.getLong("person");
        var asked = row.getObject("asked_by", Long.class);
        var locked = Moments.fromNullable(row, "locked_until");
        return new Read(
                new AccountRow(
                        person,
                        "",
                        row.getString("login_name"),
                        row.getObject("confirmed_at") != null,
                        row.getObject("closed_at") != null,
                        locked != null && locked.isAfter(clock.instant()),
                        Moments.fromNullable(row, "last_sign_in_at"),
                        row.getObject("change_id", Long.class),
                        row.getString("change"),
                        row.getString("change_reason"),
                        null,
                        row.getBoolean("lone"),
                        asked != null
                                && (actor.may(AccountDesk.CONFIRM)
                                        || row.getBoolean("lone") && actor.may(AccountDesk.CONFIRM_LONE))
                                && asked != actor.person()
                                && person != actor.person()),
                asked);
    }

    private static AccountRow named(Read read, Map<Long, String> names) {
        var row = read.row();
        return new AccountRow(
                row.person(),
                names.getOrDefault(row.person(), ""),
                row.loginName(),
                row.confirmed(),
                row.closed(),
                row.locked(),
                row.lastSignInAt(),
                row.change(),
                row.waiting(),
                row.reason(),
                read.askedBy() == null ? null : names.get(read.askedBy()),
                row.lone(),
                row.decidable());
    }
}
