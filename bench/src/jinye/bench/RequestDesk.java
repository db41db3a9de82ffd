package jinye.bench;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
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
@Component("benchRequestDesk")
@Profile("bench")
class RequestDesk implements MatterDesk {

    static final String KIND = "bench.request";
    static final String PARALLEL = "bench.parallel";

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
        long request = draft(actor, journal, title, List.of(handler));
        return matters.start(
                actor, new StartMatter(KIND, request, title, "", Urgency.PLAIN, Map.of("handler", handler)));
    }

    /** Asks all of them at once: eight lanes between one fork and its join. */
    long startParallel(Actor actor, Matters matters, Journal journal, String title, List<Long> handlers) {
        long request = draft(actor, journal, title, handlers);
        var facts = new HashMap<String, Object>();
        for (int i = 0; i < handlers.size(); i++) {
            facts.put("handler" + (i + 1), handlers.get(i));
        }
        return matters.start(actor, new StartMatter(PARALLEL, request, title, "", Urgency.PLAIN, facts));
    }

    private long draft(Actor actor, Journal journal, String title, List<Long> handlers) {
        actor.require("documents.draft");
        long request = database.sql("insert into bench.request (title, author, at) values (?, ?, ?) returning id")
                .params(title, actor.person(), clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
        database.sql("""
                        insert into bench.request_grant
                        select ?, ?, '起草人' union all select ?, unnest(?::text[]), '审批人'""")
                .params(
                        request,
                        Grant.person(actor.person()),
                        request,
                        handlers.stream().map(Grant::person).toArray(String[]::new))
                .update();
        journal.record(actor, "bench.start", new RecordId("bench", request), Map.of("title", title));
        return request;
    }

    /** The same desk under the name of the parallel kind. */
    @Component("benchParallelDesk")
    @Profile("bench")
    static class Parallel implements MatterDesk {

        private final RequestDesk requests;

        Parallel(RequestDesk requests) {
            this.requests = requests;
        }

        @Override
        public String kind() {
            return PARALLEL;
        }

        @Override
        public boolean readable(Actor actor, long record) {
            return requests.readable(actor, record);
        }
    }
}
