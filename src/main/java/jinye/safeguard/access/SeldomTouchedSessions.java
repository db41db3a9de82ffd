package jinye.safeguard.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/**
 * Notes that a session was used at most once a minute; it may therefore end up to a minute before its idle time is over. Within one
 * request it is read once, though the framework asks again when the answer has been sent.
 */
final class SeldomTouchedSessions implements SessionRepository<SeldomTouchedSessions.Touched<?>> {

    static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);

    /** What this request has read; bound by {@link OneRequestFilter}. */
    static final ScopedValue<Read> READ = ScopedValue.newInstance();

    private final Sessions<?> sessions;

    SeldomTouchedSessions(JdbcIndexedSessionRepository repository) {
        this.sessions = new Sessions<>(repository);
    }

    @Override
    public Touched<?> createSession() {
        return sessions.create();
    }

    @Override
    public void save(Touched<?> session) {
        session.save();
    }

    @Override
    public @Nullable Touched<?> findById(String id) {
        var read = READ.orElse(new Read());
        if (read.session == null || !read.session.getId().equals(id)) {
            read.session = sessions.find(id);
        }
        return read.session;
    }

    @Override
    public void deleteById(String id) {
        READ.orElse(new Read()).session = null;
        sessions.repository.deleteById(id);
    }

    static final class Read {
        private @Nullable Touched<?> session;
    }

    /** The kind of session that the repository makes has no public name; here it is called S. */
    private record Sessions<S extends Session>(SessionRepository<S> repository) {

        Touched<S> create() {
            return new Touched<>(repository, repository.createSession());
        }

        @Nullable
        Touched<S> find(String id) {
            var found = repository.findById(id);
            return found == null ? null : new Touched<>(repository, found);
        }
    }

    static final class Touched<S extends Session> implements Session {

        private final SessionRepository<S> repository;
        private final S session;

        private Touched(SessionRepository<S> repository, S session) {
            this.repository = repository;
            this.session = session;
        }

        private void save() {
            repository.save(session);
        }

        @Override
        public void setLastAccessedTime(Instant time) {
            if (!time.isBefore(session.getLastAccessedTime().plus(AT_MOST_EVERY))) {
                session.setLastAccessedTime(time);
            }
        }

        @Override
        public Instant getLastAccessedTime() {
            return session.getLastAccessedTime();
        }

        @Override
        public String getId() {
            return session.getId();
        }

        @Override
        public String changeSessionId() {
            return session.changeSessionId();
        }

        @Override
        public <T> @Nullable T getAttribute(String name) {
            return session.getAttribute(name);
        }

        @Override
        public Set<String> getAttributeNames() {
            return session.getAttributeNames();
        }

        @Override
        public void setAttribute(String name, Object value) {
            session.setAttribute(name, value);
        }

        @Override
        public void removeAttribute(String name) {
            session.removeAttribute(name);
        }

        @Override
        public Instant getCreationTime() {
            return session.getCreationTime();
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            session.setMaxInactiveInterval(interval);
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return session.getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            return session.isExpired();
        }
    }
}
