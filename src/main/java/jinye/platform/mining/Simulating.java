package jinye.platform.mining;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import jinye.kernel.Refusal;
import jinye.platform.clocks.Clocks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes the ended cases of a period out of the log and asks {@link Simulation} what a change would have made of them. */
@Component
class Simulating {

    private static final int CASES_MAX = 5_000;
    private static final int CASES_MIN = 10;
    private static final long SEED = 20_260_101;

    private final JdbcClient jdbc;
    private final Clocks clocks;

    Simulating(JdbcClient jdbc, Clocks clocks) {
        this.jdbc = jdbc;
        this.clocks = clocks;
    }

    private record Row(long one, Instant start, double span, PlayedCase.Stop stop) {}

    @Transactional(readOnly = true)
    public Simulation.Answer ask(MiningQuestion question, WhatIf change) {
        var chosen = """
                select id from mining.case_log where kind = :kind and (:version::int is null or version = :version::int)
                and (:units::bigint[] is null or unit = any(:units::bigint[])) and not terminated
                and ended_at >= :from::timestamp at time zone 'Asia/Shanghai'
                and ended_at < (:to::date + 1)::timestamp at time zone 'Asia/Shanghai'
                order by ended_at desc limit\s""" + CASES_MAX;
        var people = new HashMap<Simulation.Place, Integer>();
        question.ask(
                        jdbc,
                        "select node, unit, count(distinct coalesce(person::text, person_name)) from mining.visit"
                                + " where case_id in (" + chosen + ") group by node, unit")
                .query(row -> {
                    people.put(new Simulation.Place(row.getString(1), row.getString(2)), Math.max(1, row.getInt(3)));
                });
        var rows = question.ask(
                        jdbc,
                        """
                        select v.case_id, c.started_at, c.worked_seconds, v.node, v.unit, v.since_start_seconds, v.wait_seconds,
                               v.touch_seconds, v.outcome
                        from mining.visit v join mining.case_log c on c.id = v.case_id
                        where v.case_id in (""" + chosen
                                + ") and v.outcome <> 'WITHDRAWN' and v.left_at is not null order by v.case_id, v.id")
                .query((row, n) -> new Row(
                        row.getLong("case_id"),
                        row.getTimestamp("started_at").toInstant(),
                        row.getLong("worked_seconds") / WorkingSpans.HOUR,
                        new PlayedCase.Stop(
                                row.getString("node"),
                                row.getString("unit"),
                                row.getLong("since_start_seconds") / WorkingSpans.HOUR,
                                row.getLong("wait_seconds") / WorkingSpans.HOUR,
                                row.getLong("touch_seconds") / WorkingSpans.HOUR,
                                row.getString("outcome").equals(Event.RETURNED))))
                .list();
        var simulation = new Simulation(played(rows), people, SEED);
        refuseUnlessMeant(simulation, change, rows);
        return simulation.ask(change);
    }

    private List<PlayedCase> played(List<Row> rows) {
        var spans = new WorkingSpans(clocks);
        var first = rows.stream().map(Row::start).min(Instant::compareTo).orElse(Instant.EPOCH);
        var cases = new LinkedHashMap<Long, List<Row>>();
        rows.forEach(
                row -> cases.computeIfAbsent(row.one(), id -> new ArrayList<>()).add(row));
        return cases.values().stream()
                .map(one -> new PlayedCase(
                        spans.hours(first, one.getFirst().start()),
                        one.getFirst().span(),
                        one.stream().map(Row::stop).toList()))
                .toList();
    }

    private static void refuseUnlessMeant(Simulation simulation, WhatIf change, List<Row> rows) {
        long cases = rows.stream().map(Row::one).distinct().count();
        if (cases < CASES_MIN) {
            throw new TooFew(cases);
        }
        var known = simulation.nodes();
        change.reviewers().keySet().stream()
                .filter(node -> !known.contains(node))
                .findFirst()
                .or(() -> change.dropped().stream()
                        .filter(node -> !known.contains(node))
                        .findFirst())
                .ifPresent(node -> {
                    throw new UnknownNode(node);
                });
    }

    static final class TooFew extends Refusal {
        TooFew(long cases) {
            super(Kind.CONFLICT, "mining.too-few-cases", CASES_MIN, cases);
        }
    }

    static final class UnknownNode extends Refusal {
        UnknownNode(String node) {
            super(Kind.INVALID, "mining.unknown-node", node);
        }
    }
}
