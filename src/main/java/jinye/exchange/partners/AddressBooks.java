package jinye.exchange.partners;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import jinye.kernel.Moments;
import jinye.office.transmission.OutsideUnit;
import jinye.office.transmission.OutsideUnits;
import jinye.platform.directory.Directory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** 通讯录同步: each node tells its partners when the units that may be written to have changed; the newest version holds. */
@Component
class AddressBooks {

    private static final String SUBJECT = "book";
    private static final int UNITS_MAX = 20_000;
    private static final int NAME_MAX = 100;

    private final JdbcClient jdbc;
    private final Partners partners;
    private final Outbox outbox;
    private final OutsideUnits outside;
    private final Directory directory;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AddressBooks(
            JdbcClient jdbc,
            Partners partners,
            Outbox outbox,
            OutsideUnits outside,
            Directory directory,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.partners = partners;
        this.outbox = outbox;
        this.outside = outside;
        this.directory = directory;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param words what it was before, where something changed */
    record BookChange(Instant at, String kindTerm, String code, String name, String words) {}

    private record Sent(long version, String digest) {}

    /** Sends our book when it is another than the one sent last. */
    void offer(Partner partner) {
        var units = NodeCard.written(directory.allUnits());
        var digest = Canonical.digest(units);
        if (sent(partner).digest().equals(digest)) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            partners.lock(partner.id());
            var before = sent(partner);
            if (before.digest().equals(digest)) {
                return;
            }
            // goes on though this node may have been restored from an old backup
            long version = Math.max(before.version() + 1, clock.instant().toEpochMilli());
            var content = Canonical.JSON.createObjectNode().put("title", "通讯录").put("version", version);
            content.set("units", units);
            outbox.add(partner.id(), Parcel.Kind.BOOK, SUBJECT, "通讯录", content, List.of());
            jdbc.sql("update partners.partner set book_sent = ?, book_digest = ? where id = ?")
                    .params(version, digest, partner.id())
                    .update();
        });
    }

    private Sent sent(Partner partner) {
        return jdbc.sql("select book_sent, book_digest from partners.partner where id = ?")
                .param(partner.id())
                .query((row, number) -> new Sent(row.getLong(1), row.getString(2)))
                .single();
    }

    /** Within the transaction that keeps the parcel. An older version than the one we have changes nothing. */
    void take(Partner partner, Parcel parcel) {
        long version = parcel.content().path("version").asLong(0);
        var units = NodeCard.units(partner.code(), parcel.content().path("units"), partner.direct());
        refuseUnlessUnits(units, version);
        int newer = jdbc.sql(
                        "update partners.partner set book_version = ?, book_taken_at = ? where id = ? and book_version < ?")
                .params(version, Moments.to(clock.instant()), partner.id(), version)
                .update();
        if (newer == 1) {
            keepChanges(partner, version, outside.of(partner.code()), units);
            outside.replace(partner.code(), units);
        }
    }

    private static void refuseUnlessUnits(List<OutsideUnit> units, long version) {
        var codes = new HashSet<String>();
        boolean all = units.stream()
                .allMatch(unit -> unit.code().matches("[0-9A-Za-z-]{1,40}")
                        && !unit.name().isBlank()
                        && unit.name().length() <= NAME_MAX
                        && unit.shortName().length() <= NAME_MAX
                        && codes.add(unit.code()));
        if (!all || units.isEmpty() || units.size() > UNITS_MAX || version < 1) {
            throw new Parcel.Malformed();
        }
    }

    private void keepChanges(Partner partner, long version, List<OutsideUnit> before, List<OutsideUnit> now) {
        for (var unit : now) {
            var old = before.stream()
                    .filter(one -> one.code().equals(unit.code()))
                    .findFirst();
            if (old.isEmpty()) {
                keep(partner, version, "ADDED", unit, "");
            } else if (!difference(old.get(), unit).isEmpty()) {
                keep(partner, version, "CHANGED", unit, difference(old.get(), unit));
            }
        }
        before.stream()
                .filter(old -> now.stream().noneMatch(unit -> unit.code().equals(old.code())))
                .forEach(old -> keep(partner, version, "REMOVED", old, ""));
    }

    private static String difference(OutsideUnit old, OutsideUnit unit) {
        var found = new ArrayList<String>();
        if (!old.name().equals(unit.name())) {
            found.add("原名称：" + old.name());
        }
        if (!old.shortName().equals(unit.shortName())) {
            found.add("原简称：" + old.shortName());
        }
        if (old.level() != unit.level()) {
            found.add("原层级：" + old.level().term());
        }
        return String.join("，", found);
    }

    private void keep(Partner partner, long version, String kind, OutsideUnit unit, String words) {
        jdbc.sql(
                        "insert into partners.book_change (partner, version, at, kind, code, name, words) values (?, ?, ?, ?, ?, ?, ?)")
                .params(partner.id(), version, Moments.to(clock.instant()), kind, unit.code(), unit.name(), words)
                .update();
    }

    List<OutsideUnit> units(Partner partner) {
        return outside.of(partner.code());
    }

    List<BookChange> changes(long partner) {
        return jdbc.sql("""
                        select at, kind, code, name, words from partners.book_change where partner = ? order by id desc limit 200""")
                .param(partner)
                .query((row, number) -> new BookChange(
                        Moments.from(row, "at"),
                        switch (row.getString("kind")) {
                            case "ADDED" -> "新增";
                            case "REMOVED" -> "停用";
                            default -> "变更";
                        },
                        row.getString("code"),
                        row.getString("name"),
                        row.getString("words")))
                .list();
    }
}
