package jinye.exchange.partners;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import jinye.kernel.Moments;
import jinye.safeguard.cryptography.Digests;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 报文日志: a line for each parcel and its answer, chained. The caller holds the partner's lock. */
@Component
class MessageLog {

    enum Direction {
        OUT,
        IN
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    MessageLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(
            long partner,
            Direction direction,
            UUID parcel,
            long counter,
            Parcel.Kind kind,
            int code,
            byte[] message,
            byte[] answer) {
        record Head(long number, String hash) {}
        var head = jdbc.sql("select log_number, log_hash from partners.partner where id = ?")
                .param(partner)
                .query((row, n) -> new Head(row.getLong(1), row.getString(2)))
                .single();
        long number = head.number() + 1;
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var messageDigest = Digests.sm3Hex(message);
        var answerDigest = Digests.sm3Hex(answer);
        var hash = hash(
                head.hash(),
                number,
                at.toString(),
                direction.name(),
                parcel.toString(),
                counter,
                kind.name(),
                code,
                messageDigest,
                answerDigest);
        jdbc.sql("""
                        insert into partners.log (partner, number, at, direction, parcel, counter, kind, code, message_digest,
                            answer_digest, previous, hash)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        partner,
                        number,
                        Moments.to(at),
                        direction.name(),
                        parcel,
                        counter,
                        kind.name(),
                        code,
                        messageDigest,
                        answerDigest,
                        head.hash(),
                        hash)
                .update();
        jdbc.sql("update partners.partner set log_number = ?, log_hash = ? where id = ?")
                .params(number, hash, partner)
                .update();
    }

    static String hash(Object... parts) {
        var joined = new StringBuilder();
        for (var part : parts) {
            joined.append(part).append('\n');
        }
        return Digests.sm3Hex(joined.toString().getBytes(StandardCharsets.UTF_8));
    }
}
