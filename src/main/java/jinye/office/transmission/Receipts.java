package jinye.office.transmission;

import java.time.Instant;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 回执: what the receiver's side said, in order; nothing is ever changed. */
@Component
class Receipts {

    enum Kind {
        ARRIVAL("到达回执"),
        SIGNING("签收回执"),
        REFUSAL("拒收回执"),
        REGISTRATION("登记"),
        CLOSING("办理反馈"),
        RECALL("撤回"),
        URGING("催收");

        private final String term;

        Kind(String term) {
            this.term = term;
        }

        String term() {
            return term;
        }
    }

    record Receipt(
            String kind,
            String term,
            Instant at,
            @Nullable String personName,
            @Nullable String text) {}

    private final JdbcTemplate database;

    Receipts(JdbcTemplate database) {
        this.database = database;
    }

    void add(long envelope, Kind kind, Instant at, @Nullable Actor actor, @Nullable String text) {
        add(List.of(envelope), kind, at, actor, text);
    }

    void add(List<Long> envelopes, Kind kind, Instant at, @Nullable Actor actor, @Nullable String text) {
        var person = actor == null ? null : actor.person();
        var name = actor == null ? null : actor.name();
        database.batchUpdate(
                "insert into transmission.receipt(envelope, kind, at, person, person_name, text) values (?, ?, ?, ?, ?, ?)",
                envelopes.stream()
                        .map(envelope -> new Object[] {envelope, kind.name(), Moments.to(at), person, name, text})
                        .toList());
    }

    /** Somebody at another node, whom our directory does not know. */
    void addFromOutside(long envelope, Kind kind, Instant at, @Nullable String personName, @Nullable String text) {
        database.update(
                "insert into transmission.receipt(envelope, kind, at, person_name, text) values (?, ?, ?, ?, ?)",
                envelope,
                kind.name(),
                Moments.to(at),
                personName,
                text);
    }

    List<Receipt> of(long envelope) {
        return JdbcClient.create(database)
                .sql("select kind, at, person_name, text from transmission.receipt where envelope = ? order by id")
                .param(envelope)
                .query((row, number) -> new Receipt(
                        row.getString(1),
                        Kind.valueOf(row.getString(1)).term(),
                        row.getTimestamp(2).toInstant(),
                        row.getString(3),
                        row.getString(4)))
                .list();
    }
}
