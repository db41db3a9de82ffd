package jinye.safeguard.identity.sources;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import jinye.kernel.Refusal;
import jinye.safeguard.access.Entrances;
import jinye.safeguard.access.SecurityAct;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Signs in with the password of a directory. Wrong ones count with us too; a directory that is away says so, and local accounts go on. */
@Service
class DirectoryEntrance {

    private final SourceRegister register;
    private final DirectoryServer server;
    private final Entrances entrances;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    DirectoryEntrance(
            SourceRegister register,
            DirectoryServer server,
            Entrances entrances,
            JdbcClient jdbc,
            ApplicationEventPublisher events) {
        this.register = register;
        this.server = server;
        this.entrances = entrances;
        this.jdbc = jdbc;
        this.events = events;
    }

    Entrances.Entrance enter(long id, String loginName, String password, HttpServletRequest request) {
        var source = register.confirmed(id);
        var login = loginName.strip().toLowerCase(java.util.Locale.ROOT);
        var found = server.find(source, login);
        var person = found.flatMap(entry ->
                jdbc.sql("""
                        select person from identity.source_link where source = ? and entry_key = ? and ended_at is null""").params(source.id(), entry.key()).query(Long.class).optional());
        person.ifPresent(entrances::refuseIfLocked);
        if (found.isEmpty() || !server.accepts(source, found.get().dn(), password)) {
            person.ifPresentOrElse(entrances::countFailure, () -> refused(login));
            throw new Wrong();
        }
        if (person.isEmpty()) {
            throw new NotLinked(source.name());
        }
        return entrances.enter(person.get(), List.of("directory"), request);
    }

    private void refused(String login) {
        events.publishEvent(SecurityAct.bySystem(
                "identity.refuse-directory", 0, Map.of("name", login, "why", "identity.wrong-directory-password")));
    }

    static final class Wrong extends Refusal {
        Wrong() {
            super(Kind.INVALID, "identity.wrong-directory-password");
        }
    }

    static final class NotLinked extends Refusal {
        NotLinked(String source) {
            super(Kind.FORBIDDEN, "identity.not-linked", source);
        }
    }
}
