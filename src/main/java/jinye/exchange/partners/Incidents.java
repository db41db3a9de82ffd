package jinye.exchange.partners;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import jinye.kernel.Moments;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 异常: bad things that came, kept whatever becomes of the work during which they were seen. */
@Component
class Incidents {

    private static final Logger log = LoggerFactory.getLogger(Incidents.class);

    private final JdbcClient jdbc;
    private final Clock clock;

    Incidents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Incident(long id, @Nullable String partner, Instant at, String address, String code, String words) {}

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void note(@Nullable Long partner, String address, String code, String words, @Nullable UUID parcel) {
        log.warn("exchange: {} from {}: {}", code, address, words);
        jdbc.sql("""
                        insert into partners.incident (partner, at, address, code, words, parcel)
                        values (cast(:partner as bigint), :at, :address, :code, :words, cast(:parcel as uuid))""")
                .param("partner", partner)
                .param("at", Moments.to(clock.instant()))
                .param("address", address)
                .param("code", code)
                .param("words", words)
                .param("parcel", parcel == null ? null : parcel.toString())
                .update();
    }

    List<Incident> newest(int size) {
        return jdbc.sql("""
                        select i.id, p.name, i.at, i.address, i.code, i.words
                        from partners.incident i left join partners.partner p on p.id = i.partner order by i.id desc limit ?""")
                .param(size)
                .query((row, number) -> new Incident(
                        row.getLong(1),
                        row.getString(2),
                        Moments.from(row, "at"),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)))
                .list();
    }
}
