package jinye.safeguard.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/**
 * Sessions at the price of reading one a second, however many requests a page sends at once: it is noted at most once a minute that
 * a session was used, which may therefore end up to a minute early, and what was read is good for a second. Whoever signs out is
 * out at once on this node, and on others a second later. Only the person and post are kept in a session; rights are looked up anew
 * at every request.
 */
final class SeldomTouchedSessions implements SessionRepository<SeldomTouchedSessions.Touched<?>> {

    static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);

    private final Sessions<?> sessions;
    private final Cache<String, Touched<?>> read =
            Caffeine.newBuilder().expireAfterWrite(GOOD_FOR).maximumSize(20_000).build();

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
        if (session.changed) {
            read.invalidate(session.getId());
        }
    }

    @Override
    public @Nullable Touched<?> findById(String id) {
        var recent = read.getIfPresent(id);
        if (recent != null) {
            return recent;
        }
        var found = sessions.find(id);
        if (found != null) {
            read.put(id, found);
        }
        return found;
    }

    @Override
    public void deleteById(String id) {
        sessions.repository.deleteById(id);
        read.invalidate(id);
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
        private volatile boolean changed;

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
            changed = true;
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
            changed = true;
            session.setAttribute(name, value);
        }

        @Override
        public void removeAttribute(String name) {
            changed = true;
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
