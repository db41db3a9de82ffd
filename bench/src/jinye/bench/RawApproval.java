package jinye.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The statements of one approval as the application sends them (without those of the session), by hand on a connection per
 * client: what is left when nothing is decided, checked or translated. The rows are of a kind of their own.
 */
final class RawApproval implements AutoCloseable {

    static final String KIND = "bench.raw";

    /** Far from the ids the application draws. */
    private static final long FIRST_ID = 1_000_000_000_000L;

    private static final int WAITING = 25;
    private final List<Client> clients = new ArrayList<>();

    RawApproval(DataSource source, int clients) throws SQLException {
        for (int i = 0; i < clients; i++) {
            var client = new Client(source.getConnection(), i);
            this.clients.add(client);
            for (int n = 0; n < WAITING; n++) {
                client.start();
            }
        }
    }

    void cycle(int client) throws SQLException {
        clients.get(client).cycle();
    }

    @Override
    public void close() throws SQLException {
        for (var client : clients) {
            client.connection.close();
        }
    }

    private static final class Client {
        private final Connection connection;
        private final long person;
        private long nextId;
        private final PreparedStatement request;
        private final PreparedStatement grants;
        private final PreparedStatement journal;
        private final PreparedStatement known;
        private final PreparedStatement matter;
        private final PreparedStatement step;
        private final PreparedStatement assignment;
        private final PreparedStatement trail;
        private final PreparedStatement substitutes;
        private final PreparedStatement answered;
        private final PreparedStatement principals;
        private final PreparedStatement page;
        private final PreparedStatement lock;
        private final PreparedStatement open;
        private final PreparedStatement endMatter;
        private final PreparedStatement endStep;
        private final PreparedStatement endAssignment;
        private final PreparedStatement opinion;

        Client(Connection connection, int number) throws SQLException {
            this.connection = connection;
            connection.setAutoCommit(false);
            person = 900_000_000L + number;
            nextId = FIRST_ID + number * 1_000_000_000L;
            request =
                    prepare("insert into bench.request (title, author, at) values ('关于测量的请示', ?, now()) returning id");
            grants = prepare("insert into bench.request_grant values (?, ?, '起草人'), (?, ?, '审批人')");
            journal = prepare("""
                    insert into journal.entry (at, act, module, record, person, person_name, post, post_title, department,
                        department_name, unit, unit_name, facts, request, address)
                    values (now(), 'bench.raw', 'bench', ?, ?, '某人', 1, '科员', 1, '办公室', 1, '某局', '{"title": "关于测量的请示"}',
                        '1', '127.0.0.1')""");
            known = prepare("select id from workflow.matter where kind = '" + KIND + "' and record = ?");
            matter = prepare("""
                    insert into workflow.matter (id, kind, version, record, title, number, urgency, state, facts, initiator,
                        initiator_name, initiator_post, initiator_department, initiator_department_name, initiator_unit,
                        initiator_unit_name, started_at)
                    values (?, 'bench.raw', 1, ?, '关于测量的请示', '', 'PLAIN', 'RUNNING', '{"handler": 1}', ?, '某人', 1, 1, '办公室', 1,
                        '某局', now())""");
            step = prepare("""
                    insert into workflow.step (id, matter, node, node_name, mode, state, opened_at)
                    values (?, ?, 'approve', '审批', 'ONE', 'OPEN', now())""");
            assignment = prepare("""
                    insert into workflow.assignment (id, step, matter, kind, record, title, number, urgency, node, node_name,
                        initiator_name, initiator_department_name, sender_name, person, person_name, department_name, unit, role,
                        state, offered_at)
                    values (?, ?, ?, 'bench.raw', ?, '关于测量的请示', '', 'PLAIN', 'approve', '审批', '某人', '办公室', '某人', ?, '某人', '办公室',
                        1, 'MAIN', 'OFFERED', ?)""");
            trail = prepare("""
                    insert into workflow.trail (id, matter, step, node_name, verb, actor, actor_name, at)
                    values (?, ?, ?, '审批', ?, ?, '某人', now())""");
            substitutes = prepare("""
                    select person, substitute from workflow.delegation
                    where person = ? and ended_at is null and from_at <= now() and until_at > now()""");
            answered = prepare("""
                    insert into web.write_once(person, key, route, at, status, content_type, body)
                    values (?, ?, 'POST /api/bench', now(), 201, 'application/json', '{"matter":1}') on conflict do nothing""");
            principals = prepare("""
                    select person, person_name, kinds from workflow.delegation
                    where substitute = ? and ended_at is null and from_at <= now() and until_at > now()""");
            page = prepare("""
                    select a.*, m.state = 'SUSPENDED' as suspended
                    from workflow.assignment a join workflow.matter m on m.id = a.matter
                    where a.person = ? and a.state in ('OFFERED', 'OPENED') and not a.draft
                    order by a.offered_at desc, a.id desc limit 21""");
            lock = prepare(
                    "select * from workflow.matter where id = (select matter from workflow.assignment where id = ?) for update");
            open = prepare("""
                    select s.*, a.* from workflow.step s join workflow.assignment a on a.step = s.id
                    where s.matter = ? and s.state = 'OPEN' order by s.id, a.id""");
            endMatter = prepare(
                    "update workflow.matter set state = 'ENDED', facts = '{\"handler\": 1}', ended_at = now() where id = ?");
            endStep =
                    prepare("update workflow.step set state = 'CLOSED', closed_by = ?, closed_at = now() where id = ?");
            endAssignment = prepare("""
                    update workflow.assignment set state = 'DONE', decision = 'agree', done_at = now(), done_by = ?
                    where id = ?""");
            opinion = prepare("""
                    insert into workflow.opinion (id, matter, step, assignment, node, node_name, person, person_name,
                        department_name, decision, body, at)
                    values (?, ?, ?, ?, 'approve', '审批', ?, '某人', '办公室', 'agree', '同意。', now())""");
        }

        void start() throws SQLException {
            long record = number(request, person);
            run(grants, record, "person:" + person, record, "person:" + (person + 1));
            run(journal, record, person);
            rows(known, record);
            long id = nextId;
            nextId += 4;
            run(matter, id, record, person);
            run(step, id + 1, id);
            run(assignment, id + 2, id + 1, id, record, person, new Timestamp(System.currentTimeMillis()));
            run(trail, id + 3, id, id + 1, "START", person);
            run(journal, record, person);
            rows(substitutes, person);
            run(answered, person, UUID.randomUUID().toString());
            connection.commit();
        }

        void cycle() throws SQLException {
            start();
            connection.setAutoCommit(true);
            rows(principals, person);
            long mine = rows(page, person);
            connection.setAutoCommit(false);
            long id = rows(lock, mine);
            rows(open, id);
            run(endMatter, id);
            run(endStep, person, id + 1);
            run(endAssignment, person, mine);
            long fresh = nextId;
            nextId += 3;
            run(opinion, fresh, id, id + 1, mine, person);
            trail.clearParameters();
            fill(trail, fresh + 1, id, id + 1, "SEND", person);
            trail.addBatch();
            fill(trail, fresh + 2, id, id + 1, "END", person);
            trail.addBatch();
            trail.executeBatch();
            run(journal, id, person);
            run(answered, person, UUID.randomUUID().toString());
            connection.commit();
        }

        private PreparedStatement prepare(String sql) throws SQLException {
            return connection.prepareStatement(sql);
        }

        private static void fill(PreparedStatement statement, Object... values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
        }

        private static void run(PreparedStatement statement, Object... values) throws SQLException {
            fill(statement, values);
            statement.executeUpdate();
        }

        private static long number(PreparedStatement statement, Object... values) throws SQLException {
            return rows(statement, values);
        }

        /** Reads all rows and every column; the first number of the first row. */
        private static long rows(PreparedStatement statement, Object... values) throws SQLException {
            fill(statement, values);
            long first = 0;
            try (var rows = statement.executeQuery()) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    first = first == 0 ? rows.getLong(1) : first;
                    for (int i = 2; i <= columns; i++) {
                        rows.getString(i);
                    }
                }
            }
            return first;
        }
    }
}
