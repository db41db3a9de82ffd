package jinye.office.archives.transfer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.office.archives.items.Fixation;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rows of transfers, their items, and what was wrong each time. */
@Component
class TransferRegister {

    record TransferRow(
            long id,
            String number,
            long unit,
            @Nullable Long receiverUnit,
            String receiverName,
            String medium,
            String state,
            String stateTerm,
            String earlyBecause,
            long items,
            int rounds,
            @Nullable Long packageId,
            @Nullable String packageNumber,
            @Nullable String sm3,
            @Nullable Long size,
            @Nullable Long reception,
            long sentBy,
            String sentByName,
            Instant sentAt,
            @Nullable String receivedByName,
            @Nullable Instant receivedAt,
            @Nullable Long receiptFile) {}

    record TransferItem(
            long item,
            String archiveNumber,
            @Nullable String documentNumber,
            String responsible,
            String title,
            @Nullable LocalDate date,
            int pages,
            String retention,
            String state) {}

    record Round(int round, List<String> faults, String byName, Instant at) {}

    record Signed(String receipt, Fixation.@Nullable Signature sender, Fixation.@Nullable Signature receiver) {}

    private static final String SELECT = """
            select t.*, p.number as package_number, p.sm3, p.size,
                   (select count(*) from archives.transfer_item i where i.transfer = t.id) as items
            from archives.transfer t left join archives.package p on p.id = t.package where %s order by t.id desc limit 200""";

    private final JdbcClient database;
    private final Clock clock;

    TransferRegister(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    long next() {
        return database.sql("select nextval(pg_get_serial_sequence('archives.transfer', 'id'))")
                .query(Long.class)
                .single();
    }

    void insert(
            Actor actor,
            long id,
            String number,
            @Nullable Long receiver,
            String receiverName,
            String medium,
            String early,
            List<Long> items) {
        database.sql("""
                        insert into archives.transfer(id, number, unit, receiver_unit, receiver_name, medium, state, early_because, sent_by,
                            sent_by_name, sent_at)
                        overriding system value values (?, ?, ?, ?, ?, ?, 'SENT', ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        id,
                        number,
                        actor.unit(),
                        receiver,
                        receiverName,
                        medium,
                        early,
                        actor.person(),
                        actor.name(),
                        Moments.to(clock.instant())))
                .update();
        int position = 0;
        for (var item : items) {
            position++;
            database.sql("insert into archives.transfer_item(transfer, position, item) values (?, ?, ?)")
                    .params(id, position, item)
                    .update();
        }
    }

    void sent(long id, long packageId, String receipt, Fixation.Signature signature) {
        database.sql("""
                        update archives.transfer set state = 'SENT', package = ?, reception = null, receipt = ?, sender_signature = ?,
                            sender_certificate = ? where id = ?""")
                .params(packageId, receipt, signature.value(), signature.certificate(), id)
                .update();
    }

    void arrived(long id, long reception) {
        database.sql("update archives.transfer set reception = ? where id = ?")
                .params(reception, id)
                .update();
    }

    void received(long id, String byName, Fixation.@Nullable Signature signature, @Nullable Long receiptFile) {
        database.sql("""
                        update archives.transfer set state = 'RECEIVED', received_by_name = ?, received_at = ?, receiver_signature = ?,
                            receiver_certificate = ?, receipt_file = ? where id = ?""")
                .params(Arrays.asList(
                        byName,
                        Moments.to(clock.instant()),
                        signature == null ? null : signature.value(),
                        signature == null ? null : signature.certificate(),
                        receiptFile,
                        id))
                .update();
    }

    void returned(TransferRow transfer, String byName, List<String> faults) {
        database.sql("insert into archives.transfer_round(transfer, round, faults, by_name, at) values (?, ?, ?, ?, ?)")
                .params(
                        transfer.id(),
                        transfer.rounds(),
                        faults.toArray(String[]::new),
                        byName,
                        Moments.to(clock.instant()))
                .update();
        database.sql("update archives.transfer set state = 'RETURNED', rounds = rounds + 1 where id = ?")
                .param(transfer.id())
                .update();
    }

    void withdrawn(long id) {
        database.sql("update archives.transfer set state = 'WITHDRAWN' where id = ?")
                .param(id)
                .update();
    }

    List<TransferRow> list(long unit) {
        return select("t.unit = :unit", unit, 0);
    }

    /** Sent to this unit and not yet fetched. */
    List<TransferRow> waiting(long unit) {
        return select("t.receiver_unit = :unit and t.state = 'SENT' and t.reception is null", unit, 0);
    }

    /** For either side; for everybody else there is no such transfer. */
    TransferRow find(long unit, long id) {
        return select("t.id = :id and (t.unit = :unit or t.receiver_unit = :unit)", unit, id).stream()
                .findFirst()
                .orElseThrow(NoSuchTransfer::new);
    }

    TransferRow lock(long unit, long id) {
        database.sql("select id from archives.transfer where id = ? for update")
                .param(id)
                .query(Long.class)
                .optional();
        return find(unit, id);
    }

    private List<TransferRow> select(String which, long unit, long id) {
        return database.sql(SELECT.formatted(which))
                .param("unit", unit)
                .param("id", id)
                .query((row, index) -> row(row))
                .list();
    }

    List<TransferItem> items(long id) {
        return database.sql("""
                        select n.*, (select coalesce(sum(c.pages), 0) from archives.component c where c.item = n.id) as pages
                        from archives.transfer_item t join archives.item_now n on n.id = t.item
                        where t.transfer = ? order by t.position""")
                .param(id)
                .query((row, index) -> new TransferItem(
                        row.getLong("id"),
                        row.getString("archive_number"),
                        row.getString("document_number"),
                        row.getString("responsible"),
                        row.getString("title"),
                        row.getObject("document_date", LocalDate.class),
                        row.getInt("pages"),
                        row.getString("retention_now"),
                        row.getString("state")))
                .list();
    }

    List<Round> rounds(long id) {
        return database.sql("""
                        select round, faults, by_name, at from archives.transfer_round where transfer = ? order by round""")
                .param(id)
                .query((row, index) -> new Round(
                        row.getInt(1),
                        List.of((String[]) row.getArray(2).getArray()),
                        row.getString(3),
                        Moments.from(row, "at")))
                .list();
    }

    Signed signed(long id) {
        return database.sql("""
                        select receipt, sender_signature, sender_certificate, receiver_signature, receiver_certificate
                        from archives.transfer where id = ?""")
                .param(id)
                .query((row, index) -> new Signed(
                        row.getString(1),
                        signature(row.getBytes(2), row.getBytes(3)),
                        signature(row.getBytes(4), row.getBytes(5))))
                .single();
    }

    private static Fixation.@Nullable Signature signature(byte @Nullable [] value, byte @Nullable [] certificate) {
        return value == null || certificate == null ? null : new Fixation.Signature(value, certificate);
    }

    private static TransferRow row(ResultSet row) throws SQLException {
        var state = TransferState.valueOf(row.getString("state"));
        return new TransferRow(
                row.getLong("id"),
                row.getString("number"),
                row.getLong("unit"),
                row.getObject("receiver_unit", Long.class),
                row.getString("receiver_name"),
                row.getString("medium"),
                state.name(),
                state.term(),
                row.getString("early_because"),
                row.getLong("items"),
                row.getInt("rounds"),
                row.getObject("package", Long.class),
                row.getString("package_number"),
                row.getString("sm3"),
                row.getObject("size", Long.class),
                row.getObject("reception", Long.class),
                row.getLong("sent_by"),
                row.getString("sent_by_name"),
                Moments.from(row, "sent_at"),
                row.getString("received_by_name"),
                row.getTimestamp("received_at") == null ? null : Moments.from(row, "received_at"),
                row.getObject("receipt_file", Long.class));
    }

    static final class NoSuchTransfer extends Refusal {
        NoSuchTransfer() {
            super(Kind.NOT_FOUND, "archives.no-such-transfer");
        }
    }
}
