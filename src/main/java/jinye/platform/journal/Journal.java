package jinye.platform.journal;

import jakarta.servlet.http.HttpServletRequest;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.json.JsonMapper;

/** The front door of the journal. Entries are written in the transaction of the act: no act without entry, no entry without act. */
@Service
@Transactional
public class Journal {

    private static final String INSERT = """
            insert into journal.entry (at, act, module, record, person, person_name, post, post_title, department,
                department_name, unit, unit_name, on_behalf_person, on_behalf_name, facts, request, address, result)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)""";

    private static final String DONE = "done";

    private final JdbcTemplate jdbc;
    private final JournalList list;
    private final JsonMapper json;
    private final Clock clock;

    Journal(JdbcTemplate jdbc, JournalList list, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.list = list;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param act   module id and verb, such as {@code documents.sign}; has a Chinese term in the module's messages under
     *              {@code act.documents.sign}
     * @param facts small values that explain the act; never personal secrets
     */
    public void record(Actor actor, String act, RecordId record, Map<String, ?> facts) {
        write(actor, null, act, record, facts);
    }

    /** The actor acts for somebody who delegated to them (受托办理): both names are kept. */
    public void record(Actor actor, OnBehalf onBehalf, String act, RecordId record, Map<String, ?> facts) {
        write(actor, onBehalf, act, record, facts);
    }

    /** Nobody acted: a clock ran out, a job ran, a message arrived from another bureau. */
    public void recordBySystem(String act, RecordId record, Map<String, ?> facts) {
        write(null, null, act, record, facts);
    }

    /** What happened to a record, latest first, at most 1,000 entries. The caller has made sure that the reader may see it. */
    @Transactional(readOnly = true)
    public List<JournalRow> of(RecordId record) {
        return list.of(record);
    }

    /**
     * Who opened a record, took files of it or was refused, latest first, at most 5,000 entries. For auditors: the caller asks for
     * the permission.
     */
    @Transactional(readOnly = true)
    public List<JournalRow> readings(RecordId record) {
        return list.readings(record);
    }

    /** Many acts of one transaction, written together. */
    public void record(List<JournalLine> lines) {
        var request = request();
        jdbc.batchUpdate(
                INSERT,
                lines.stream()
                        .map(line -> values(
                                line.actor(), line.onBehalf(), line.act(), line.record(), line.facts(), request, DONE))
                        .toList());
    }

    private void write(
            @Nullable Actor actor, @Nullable OnBehalf onBehalf, String act, RecordId record, Map<String, ?> facts) {
        jdbc.update(INSERT, values(actor, onBehalf, act, record, facts, request(), DONE));
    }

    private @Nullable Object[] values(
            @Nullable Actor actor,
            @Nullable OnBehalf onBehalf,
            String act,
            RecordId record,
            Map<String, ?> facts,
            @Nullable HttpServletRequest request,
            String result) {
        return new @Nullable Object[] {
            Timestamp.from(clock.instant()),
            act,
            record.module(),
            record.id(),
            actor == null ? null : actor.person(),
            actor == null ? null : actor.name(),
            actor == null ? null : actor.post(),
            actor == null ? null : actor.postTitle(),
            actor == null ? null : actor.department(),
            actor == null ? null : actor.departmentName(),
            actor == null ? null : actor.unit(),
            actor == null ? null : actor.unitName(),
            onBehalf == null ? null : onBehalf.person(),
            onBehalf == null ? null : onBehalf.name(),
            json.writeValueAsString(facts),
            request == null ? null : request.getRequestId(),
            request == null ? null : request.getRemoteAddr(),
            result
        };
    }

    /** An entry that is written later, with the moment and the request of now. */
    record Trace(@Nullable Object[] values) {}

    @Transactional(propagation = Propagation.SUPPORTS)
    Trace trace(Actor actor, String act, RecordId record, Map<String, ?> facts, String result) {
        return new Trace(values(actor, null, act, record, facts, request(), result));
    }

    void writeTraces(List<Trace> traces) {
        jdbc.batchUpdate(INSERT, traces.stream().map(Trace::values).toList());
    }

    private static @Nullable HttpServletRequest request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest()
                : null;
    }
}
