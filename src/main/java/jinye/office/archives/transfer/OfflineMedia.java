package jinye.office.archives.transfer;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 脱机载体登记 (GB/T 18894-2016 §9): what was written where, and that it reads back as it left. */
@Service
@Transactional
class OfflineMedia {

    enum MediumKind {
        OPTICAL,
        DISK,
        TAPE,
        USB
    }

    /** 封存保管, 查阅利用, 异地. */
    enum MediumCopy {
        SEALED,
        SHARED,
        OFFSITE
    }

    /** @param digest SM3 of the package as it was read back from the medium */
    record Medium(
            String number,
            MediumKind kind,
            String capacity,
            MediumCopy copy,
            String place,
            String digest,
            String registeredByName,
            Instant registeredAt) {}

    private final Transfers transfers;
    private final Journal journal;
    private final JdbcClient database;
    private final Clock clock;

    OfflineMedia(Transfers transfers, Journal journal, JdbcClient database, Clock clock) {
        this.transfers = transfers;
        this.journal = journal;
        this.database = database;
        this.clock = clock;
    }

    void register(
            Actor actor,
            long transfer,
            String number,
            MediumKind kind,
            String capacity,
            MediumCopy copy,
            String place,
            String readBack) {
        var row = transfers.own(actor, transfer);
        var digest = readBack.strip().toLowerCase(Locale.ROOT);
        if (!digest.equals(row.sm3())) {
            throw new ReadsOtherwise(number.strip());
        }
        try {
            database.sql("""
                            insert into archives.offline_medium(transfer, number, kind, capacity, copy, place, digest, registered_by_name,
                                registered_at)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            transfer,
                            number.strip(),
                            kind.name(),
                            capacity.strip(),
                            copy.name(),
                            place.strip(),
                            digest,
                            actor.name(),
                            Moments.to(clock.instant()))
                    .update();
        } catch (DuplicateKeyException again) {
            throw new RegisteredBefore(number.strip());
        }
        journal.record(
                actor,
                "archives.register-medium",
                new RecordId("archives.transfer", transfer),
                Map.of("medium", number.strip()));
    }

    @Transactional(readOnly = true)
    List<Medium> of(long transfer) {
        return database.sql("select * from archives.offline_medium where transfer = ? order by id")
                .param(transfer)
                .query((row, index) -> new Medium(
                        row.getString("number"),
                        MediumKind.valueOf(row.getString("kind")),
                        row.getString("capacity"),
                        MediumCopy.valueOf(row.getString("copy")),
                        row.getString("place"),
                        row.getString("digest"),
                        row.getString("registered_by_name"),
                        Moments.from(row, "registered_at")))
                .list();
    }

    static final class ReadsOtherwise extends Refusal {
        ReadsOtherwise(String number) {
            super(Kind.INVALID, "archives.medium-reads-otherwise", number);
        }
    }

    static final class RegisteredBefore extends Refusal {
        RegisteredBefore(String number) {
            super(Kind.CONFLICT, "archives.medium-registered", number);
        }
    }
}
