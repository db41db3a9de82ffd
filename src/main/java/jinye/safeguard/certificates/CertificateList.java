package jinye.safeguard.certificates;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jinye.kernel.Cursor;
import jinye.kernel.Moments;
import jinye.kernel.Page;
import jinye.safeguard.cryptography.Family;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the screens show of certificates. */
@Component
@Transactional(readOnly = true)
class CertificateList {

    /** 即将到期: time enough to ask, approve and issue anew. */
    static final Duration ENDING = Duration.ofDays(60);

    /** As people look for them; each certificate is in one. */
    enum Standing {
        VALID("有效"),
        ENDING("即将到期"),
        EXPIRED("已过期"),
        SUSPENDED("已暂停"),
        REVOKED("已吊销");

        private final String term;

        Standing(String term) {
            this.term = term;
        }

        String term() {
            return term;
        }
    }

    private static final String STANDING = """
            case when state = 'REVOKED' then 'REVOKED' when not_after <= :now then 'EXPIRED' when state = 'SUSPENDED' then 'SUSPENDED'
                when current and not_after <= :soon then 'ENDING' else 'VALID' end""";

    private static final String CHOSEN = """
            (:text = '' or holder_name ilike :like or serial like :serial)
            and (:kind = '' or holder_kind = :kind) and (:use = '' or use = :use) and (:family = '' or family = :family)""";

    private final JdbcClient jdbc;
    private final Clock clock;

    CertificateList(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param current its holder signs with it now @param own its key lies elsewhere */
    record CertificateRow(
            long id,
            String serial,
            Holder.Kind kind,
            String kindTerm,
            String holderName,
            CertificateUse use,
            String useTerm,
            Family family,
            Instant from,
            Instant until,
            Standing standing,
            String standingTerm,
            boolean current) {}

    record Chosen(String text, String kind, String use, String family, String standing) {}

    Page<CertificateRow> page(Chosen chosen, @Nullable String after, int size) {
        var cursor = Cursor.read(after, 1);
        var rows = asked(
                        "select *, " + STANDING + " as standing from certificates.certificate where " + CHOSEN
                                + " and (:standing = '' or " + STANDING + " = :standing)"
                                + " and (:before = 0 or id < :before) order by id desc limit :limit",
                        chosen)
                .param("standing", chosen.standing())
                .param("before", cursor == null ? 0L : cursor.number(0))
                .param("limit", size + 1)
                .query(CertificateList::row)
                .list();
        return Page.of(rows, size, row -> Cursor.of(row.id()));
    }

    /** How many stand where, under the same choice. */
    Map<Standing, Long> counts(Chosen chosen) {
        var counts = new TreeMap<Standing, Long>();
        for (var standing : Standing.values()) {
            counts.put(standing, 0L);
        }
        asked(
                        "select " + STANDING + " as standing, count(*) as n from certificates.certificate where "
                                + CHOSEN + " group by 1",
                        chosen)
                .query((row, number) -> Map.entry(Standing.valueOf(row.getString(1)), row.getLong(2)))
                .list()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    List<CertificateRow> of(Holder holder) {
        return jdbc.sql("select *, " + STANDING + " as standing from certificates.certificate where holder_kind = :kind"
                        + " and holder_key = :key order by id desc limit 100")
                .param("now", Moments.to(clock.instant()))
                .param("soon", Moments.to(clock.instant().plus(ENDING)))
                .param("kind", holder.kind().name())
                .param("key", holder.key())
                .query(CertificateList::row)
                .list();
    }

    CertificateRow one(long id) {
        return jdbc.sql("select *, " + STANDING + " as standing from certificates.certificate where id = :id")
                .param("now", Moments.to(clock.instant()))
                .param("soon", Moments.to(clock.instant().plus(ENDING)))
                .param("id", id)
                .query(CertificateList::row)
                .optional()
                .orElseThrow(CertificateRegister.NoSuchCertificate::new);
    }

    /** @param person null when the system acted */
    record LifeLine(
            String act,
            Instant at,
            @Nullable String reasonTerm,
            @Nullable String note,
            @Nullable String personName) {}

    List<LifeLine> life(long certificate) {
        return jdbc.sql(
                        "select act, at, reason, note, person_name from certificates.life where certificate = ? order by id")
                .param(certificate)
                .query((row, number) -> new LifeLine(
                        row.getString("act"),
                        Moments.from(row, "at"),
                        row.getString("reason") == null
                                ? null
                                : RevocationReason.valueOf(row.getString("reason"))
                                        .term(),
                        row.getString("note"),
                        row.getString("person_name")))
                .list();
    }

    private JdbcClient.StatementSpec asked(String sql, Chosen chosen) {
        var text = chosen.text().strip();
        var plain = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return jdbc.sql(sql)
                .param("now", Moments.to(clock.instant()))
                .param("soon", Moments.to(clock.instant().plus(ENDING)))
                .param("text", text)
                .param("like", "%" + plain + "%")
                .param("serial", plain.toLowerCase(java.util.Locale.ROOT) + "%")
                .param("kind", chosen.kind())
                .param("use", chosen.use())
                .param("family", chosen.family());
    }

    private static CertificateRow row(ResultSet row, int number) throws SQLException {
        var kind = Holder.Kind.valueOf(row.getString("holder_kind"));
        var use = CertificateUse.valueOf(row.getString("use"));
        var standing = Standing.valueOf(row.getString("standing"));
        return new CertificateRow(
                row.getLong("id"),
                row.getString("serial"),
                kind,
                kind.term(),
                row.getString("holder_name"),
                use,
                use.term(),
                Family.valueOf(row.getString("family")),
                Moments.from(row, "not_before"),
                Moments.from(row, "not_after"),
                standing,
                standing.term(),
                row.getBoolean("current"));
    }
}
