package jinye.hardening;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Passwords go in by many ways, right and wrong; afterwards they stand in no log line and in no table of the database. */
@JinyeTest
class SecretsTests {

    private static final String PASSWORD = "Jinye-demo-2026";

    @LocalServerPort
    private int port;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private JdbcClient jdbc;

    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final AppenderBase<ILoggingEvent> listening = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage() + " " + event.getThrowableProxy());
        }
    };

    @BeforeEach
    void listen() {
        listening.setContext(root.getLoggerContext());
        listening.start();
        root.addAppender(listening);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(listening);
    }

    @Test
    void whatProvesWhoOneIsStandsInNoLogAndNoTable() {
        var chatty = List.of("jinye", "org.springframework.security", "org.springframework.session").stream()
                .map(name -> (Logger) LoggerFactory.getLogger(name))
                .toList();
        var before = chatty.stream().map(Logger::getLevel).toList();
        chatty.forEach(logger -> logger.setLevel(Level.DEBUG));
        var wrong = "Wr0ng-Secret-4711-" + port;
        try {
            Visitor.at(port).post("/api/access/session", body("nobody-here", wrong));
            Visitor.at(port).post("/api/access/session", body("linxue", wrong));
            Visitor.at(port).post("/api/access/session", "{\"loginName\":\"linxue\",\"password\":\"" + wrong);
            var signedIn = Visitor.at(port).signIn("linxue");
            signedIn.put(
                    "/api/access/password", "{\"oldPassword\":\"" + wrong + "\",\"newPassword\":\"" + wrong + "x\"}");
        } finally {
            for (int n = 0; n < chatty.size(); n++) {
                chatty.get(n).setLevel(before.get(n));
            }
        }

        assertThat(lines).isNotEmpty();
        assertThat(lines.stream()
                        .filter(line -> line.contains(wrong) || line.contains(PASSWORD))
                        .toList())
                .as("log lines with a password")
                .isEmpty();
        assertThat(columnsWith(wrong)).as("tables with the wrong password").isEmpty();
        assertThat(columnsWith(PASSWORD)).as("tables with the password").isEmpty();
        assertThat(bureau.person("linxue")).isPositive();
    }

    /** Looks into every text, json and byte column of every table. */
    private TreeSet<String> columnsWith(String secret) {
        record Column(String schema, String table, String name, String type) {}
        var found = new TreeSet<String>();
        var columns = jdbc.sql("""
                        select c.table_schema as schema, c.table_name as "table", c.column_name as name, c.data_type as type
                        from information_schema.columns c
                        join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
                        where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')
                          and c.data_type in ('text', 'character varying', 'json', 'jsonb', 'bytea')""").query(Column.class).list();
        assertThat(columns).hasSizeGreaterThan(100);
        for (var column : columns) {
            var place = "\"%s\".\"%s\"".formatted(column.schema(), column.table());
            var condition = column.type().equals("bytea")
                    ? "position(convert_to(?, 'UTF8') in \"%s\") > 0".formatted(column.name())
                    : "position(? in \"%s\"::text) > 0".formatted(column.name());
            if (jdbc.sql("select exists (select from " + place + " where " + condition + ")")
                    .params(secret)
                    .query(Boolean.class)
                    .single()) {
                found.add(place + "." + column.name());
            }
        }
        return found;
    }

    private static String body(String login, String password) {
        return "{\"loginName\":\"%s\",\"password\":\"%s\"}".formatted(login, password);
    }
}
