package jinye.bench;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Grant;
import jinye.kernel.RecordId;
import jinye.kernel.Urgency;
import jinye.platform.journal.Journal;
import jinye.platform.workflow.MatterDesk;
import jinye.platform.workflow.Matters;
import jinye.platform.workflow.StartMatter;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The smallest desk there can be: a record with a title, grants and a journal entry, decided by one person. */
@Component
@Profile("bench")
class RequestDesk implements MatterDesk {

    static final String KIND = "bench.request";

    private final JdbcClient database;
    private final Clock clock;

    RequestDesk(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean readable(Actor actor, long record) {
        return database.sql("select exists (select from bench.request_grant where request = ? and token = any(?))")
                .params(record, actor.tokens().toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    long start(Actor actor, Matters matters, Journal journal, String title, long handler) {
        actor.require("documents.draft");
        long request = database.sql("insert into bench.request (title, author, at) values (?, ?, ?) returning id")
                .params(title, actor.person(), clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        database.sql("insert into bench.request_grant values (?, ?, '起草人'), (?, ?, '审批人')")
                .params(request, Grant.person(actor.person()), request, Grant.person(handler))
                .update();
        journal.record(actor, "bench.start", new RecordId("bench", request), Map.of("title", title));
        return matters.start(
                actor, new StartMatter(KIND, request, title, "", Urgency.PLAIN, Map.of("handler", handler)));
    }
}
