package jinye.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Years of handled and waiting work, written straight into the tables in the shape the verbs leave behind. */
final class TodoData {

    private static final long CHUNK = 50_000;
    private static final int TITLES = 5_000;

    /** Every seventh is somebody of the demo bureau who can sign in; the others only have work. */
    private static final int REAL_EVERY = 7;

    private final Database database;
    private final Scale scale;
    private final List<Long> real;

    TodoData(Database database, Scale scale) {
        this.database = database;
        this.scale = scale;
        this.real = database.sql().sql("""
                        select a.person from access.account a join directory.person_with_post p on p.id = a.person
                        where p.valid_to is null
                          and exists (select from directory.role_of r where r.person_id = a.person and r.role = 'R_STAFF')
                        order by a.person""").query(Long.class).list();
    }

    /** @param rank 0 is the busiest */
    long person(int rank) {
        int index = rank / REAL_EVERY;
        return rank % REAL_EVERY == 0 && index < real.size() ? real.get(index) : 800_000_000L + rank;
    }

    boolean isReal(int rank) {
        return person(rank) < 800_000_000L;
    }

    void load() {
        // foreign keys hold by construction; checking each row would double the time
        try (var superuser = database.superuser("jinye")) {
            prepare(superuser);
            var sql = new JdbcTemplate(superuser);
            long matters = scale.openAssignments();
            for (long from = 0; from < matters; from += CHUNK) {
                long to = Math.min(matters, from + CHUNK) - 1;
                for (var statement : List.of(MATTERS, STEPS, ASSIGNMENTS, OPINIONS, TRAIL)) {
                    sql.execute("begin; set local session_replication_role = replica; " + filled(statement, from, to)
                            + "; commit");
                }
            }
            sql.execute("alter sequence workflow.ids restart with 100000000000");
        }
        database.settle(
                "workflow.matter", "workflow.step", "workflow.assignment", "workflow.opinion", "workflow.trail");
    }

    private void prepare(DataSource superuser) {
        var sql = JdbcClient.create(superuser);
        sql.sql("create unlogged table bench.todo_person (rank int primary key, person bigint, name text)")
                .update();
        sql.sql("create unlogged table bench.todo_title (n int primary key, title text)")
                .update();
        var ranks = new ArrayList<Integer>();
        var people = new ArrayList<Long>();
        var names = new ArrayList<String>();
        for (int rank = 0; rank < scale.people(); rank++) {
            ranks.add(rank);
            people.add(person(rank));
            names.add(Texts.of(rank).person());
        }
        sql.sql("insert into bench.todo_person select * from unnest(?::int[], ?::bigint[], ?::text[])")
                .params(ranks.toArray(Integer[]::new), people.toArray(Long[]::new), names.toArray(String[]::new))
                .update();
        sql.sql("insert into bench.todo_title select * from unnest(?::int[], ?::text[])")
                .params(
                        LongStream.range(0, TITLES).mapToObj(n -> (int) n).toArray(Integer[]::new),
                        LongStream.range(0, TITLES)
                                .mapToObj(n -> Texts.of(n).title())
                                .toArray(String[]::new))
                .update();
    }

    private String filled(String statement, long from, long to) {
        return statement
                .replace(":from", Long.toString(from))
                .replace(":to", Long.toString(to))
                .replace(":people", Integer.toString(scale.people()))
                .replace(":titles", Integer.toString(TITLES))
                .replace(":done", Long.toString(scale.doneAssignments() / scale.openAssignments()))
                .replace(":trail", Long.toString(scale.trailRows() / scale.openAssignments()))
                .replace(
                        ":kind",
                        "(array['documents.outgoing', 'documents.incoming', 'documents.memo', 'bench.request'])[1 + i % 4]")
                .replace(
                        ":begun",
                        "(timestamptz '2026-11-20 09:00+08' - make_interval(mins => (i * 37 % 129600)::int))");
    }

    /** A number from 0 to 1 that depends on nothing but what goes in. */
    private static String chance(String what, int salt) {
        return "((hashint8extended(" + what + ", " + salt + ") & 1073741823) / 1073741824.0)";
    }

    private static String skewedRank(String what, int salt) {
        return "least(:people - 1, exp(" + chance(what, salt) + " * ln(:people + 1.0))::numeric::int - 1)";
    }

    private static final String MATTERS = """
            insert into workflow.matter (id, kind, version, record, title, number, urgency, state, initiator, initiator_name,
                initiator_post, initiator_department, initiator_department_name, initiator_unit, initiator_unit_name, started_at)
            select 1000000 + i, :kind, 1, 1000000 + i, t.title, '湘烟办〔2026〕' || i || '号',
                case when i % 20 = 0 then 'EXTRA_URGENT' when i % 5 = 0 then 'URGENT' else 'PLAIN' end, 'RUNNING',
                p.person, p.name, 1, 1, '专卖监督管理处', 1, '省局', :begun
            from generate_series(:from::bigint, :to::bigint) i
            join bench.todo_title t on t.n = i % :titles
            join bench.todo_person p on p.rank = i * 31 % :people
            """;

    /** Each matter has been at :done nodes and stands at one more. */
    private static final String STEPS = """
            insert into workflow.step (id, matter, node, node_name, mode, state, decision, opened_at, closed_at)
            select 1000000 + i * (:done + 1) + k, 1000000 + i, 'node' || k, '部门审核', 'ONE',
                case when k = :done then 'OPEN' else 'CLOSED' end, case when k = :done then null else 'agree' end,
                :begun + make_interval(hours => k::int * 5),
                case when k = :done then null else :begun + make_interval(hours => k::int * 5 + 4) end
            from generate_series(:from::bigint, :to::bigint) i
            cross join generate_series(0, :done) k
            """;

    /** When to urge is reckoned already, as it is a minute after anything arrives. */
    private static final String ASSIGNMENTS = """
            insert into workflow.assignment (id, step, matter, kind, record, title, number, urgency, node, node_name,
                initiator_name, initiator_department_name, sender_name, person, person_name, department_name, unit, role, state,
                decision, due_at, offered_at, opened_at, done_at, done_by, done_by_name, next_urge_at)
            select 1000000 + i * (:done + 1) + k, 1000000 + i * (:done + 1) + k, m.id, m.kind, m.record, m.title, m.number,
                m.urgency, 'node' || k, '部门审核', m.initiator_name, m.initiator_department_name, m.initiator_name,
                p.person, p.name, '办公室', 1, 'MAIN',
                case when k < :done then 'DONE' when i % 3 = 0 then 'OPENED' else 'OFFERED' end,
                case when k < :done then 'agree' end,
                case when i % 10 < 7 then m.started_at + make_interval(hours => (k * 5 + i % 400)::int) end,
                m.started_at + make_interval(hours => k::int * 5),
                case when k < :done or i % 3 = 0 then m.started_at + make_interval(hours => k::int * 5 + 1) end,
                case when k < :done then m.started_at + make_interval(hours => k::int * 5 + 4) end,
                case when k < :done then p.person end, case when k < :done then p.name end,
                case when k = :done then timestamptz 'infinity' end
            from generate_series(:from::bigint, :to::bigint) i
            cross join generate_series(0, :done) k
            join workflow.matter m on m.id = 1000000 + i
            join bench.todo_person p on p.rank = @rank
            """.replace("@rank", skewedRank("i * 8 + k", 7));

    private static final String OPINIONS = """
            insert into workflow.opinion (id, matter, step, assignment, node, node_name, person, person_name, department_name,
                decision, body, at)
            select id, matter, step, id, node, node_name, person, person_name, department_name, 'agree', '同意，请按程序办理。', done_at
            from workflow.assignment
            where matter between 1000000 + :from and 1000000 + :to and state = 'DONE'
            """;

    private static final String TRAIL = """
            insert into workflow.trail (id, matter, step, node_name, verb, actor, actor_name, target, note, at)
            select 1000000 + i * :trail + k, 1000000 + i, 1000000 + i * (:done + 1) + k % (:done + 1), '部门审核',
                case when k = 0 then 'START' when k % 2 = 0 then 'SEND' else 'OPEN' end, p.person, p.name,
                case when k % 2 = 0 then '同意' end, case when k % 2 = 0 then '同意，请按程序办理。' end,
                :begun + make_interval(mins => k::int * 20)
            from generate_series(:from::bigint, :to::bigint) i
            cross join generate_series(0, :trail - 1) k
            join bench.todo_person p on p.rank = @rank
            """.replace("@rank", skewedRank("i * 64 + k", 9));
}
