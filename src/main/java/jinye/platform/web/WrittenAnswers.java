package jinye.platform.web;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** The keys of writes done in the last day, with what was answered. */
@Component
class WrittenAnswers {

    /** How long a key is remembered: longer than any person retries, shorter than the table would hurt. */
    static final Duration KEPT = Duration.ofHours(24);

    /** A larger answer is not kept; repeating its key then says that it was done, without the answer. */
    private static final int BODY_MAX = 64 * 1024;

    private final JdbcClient database;
    private final Clock clock;

    WrittenAnswers(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    record Answer(String route, int status, @Nullable String contentType, byte[] body) {
        void replay(ContentCachingResponseWrapper response) throws IOException {
            response.setStatus(status);
            if (contentType != null) {
                response.setContentType(contentType);
            }
            response.getOutputStream().write(body);
        }
    }

    /** What was answered to this key, if it was used. */
    Optional<Answer> first(long person, String key) {
        return database.sql("select route, status, content_type, body from web.write_once where person = ? and key = ?")
                .params(person, key)
                .query((row, number) -> new Answer(row.getString(1), row.getInt(2), row.getString(3), row.getBytes(4)))
                .optional();
    }

    /** False when this key was used before. Waits while another request with the same key is about to commit. */
    boolean keep(long person, String key, String route, ContentCachingResponseWrapper response) {
        var body = response.getContentSize() > BODY_MAX ? new byte[0] : response.getContentAsByteArray();
        return database.sql("""
                                insert into web.write_once(person, key, route, at, status, content_type, body)
                                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(Arrays.asList(
                                person,
                                key,
                                route,
                                Instant.now(clock).atOffset(ZoneOffset.UTC),
                                response.getStatus(),
                                response.getContentType(),
                                body))
                        .update()
                == 1;
    }

    void forgetOld() {
        database.sql("delete from web.write_once where at < ?")
                .params(Instant.now(clock).minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
    }
}
