package jinye.safeguard.identity.outside;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jinye.kernel.Actor;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.kernel.Urgency;
import jinye.platform.directory.Directory;
import jinye.platform.messages.Message;
import jinye.platform.messages.Messages;
import jinye.safeguard.access.Accounts;
import jinye.safeguard.access.Actors;
import jinye.safeguard.access.Roles;
import jinye.safeguard.access.SecurityAct;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which of our people an outside subject is. A name may be given to somebody else over there, a subject never (OpenID Connect
 * Core 1.0, 2), so the name is looked at once. Administrators are never taken at a claim's word: they bind themselves.
 */
@Service
@Transactional
class Bindings {

    record Binding(
            long id,
            String issuer,
            String shownName,
            long person,
            boolean byClaim,
            Instant boundAt,
            @Nullable Instant lastUsedAt) {}

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Actors actors;
    private final Roles roles;
    private final Directory directory;
    private final Messages messages;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Bindings(
            JdbcClient jdbc,
            Accounts accounts,
            Actors actors,
            Roles roles,
            Directory directory,
            Messages messages,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.actors = actors;
        this.roles = roles;
        this.directory = directory;
        this.messages = messages;
        this.events = events;
        this.clock = clock;
    }

    /** Whom this subject signs in; by its name at the first time, if the provider's names count. */
    Optional<Long> personOf(OutsideProvider provider, IdentityTokens.OutsidePerson outside) {
        var bound = jdbc.sql("""
                        update identity.outside_binding set last_used_at = ?
                        where issuer = ? and subject = ? and ended_at is null returning person""")
                .params(Moments.to(clock.instant()), provider.issuer(), outside.subject())
                .query(Long.class)
                .optional();
        if (bound.isPresent()) {
            return bound;
        }
        var named = outside.name().flatMap(name -> named(provider, name)).filter(this::ordinary);
        if (named.isEmpty() || hasOne(provider, named.get())) {
            return Optional.empty();
        }
        insert(provider, outside, named.get(), true);
        return named;
    }

    void bind(Actor actor, OutsideProvider provider, IdentityTokens.OutsidePerson outside) {
        if (hasOne(provider, actor.person())) {
            throw new NotBound("identity.outside-has-binding", provider.name());
        }
        try {
            insert(provider, outside, actor.person(), false);
        } catch (DuplicateKeyException taken) {
            throw new NotBound("identity.outside-taken", provider.name());
        }
    }

    @Transactional(readOnly = true)
    List<Binding> of(long person) {
        return jdbc.sql("""
                        select id, issuer, shown_name, person, by_claim, bound_at, last_used_at from identity.outside_binding
                        where person = ? and ended_at is null order by id""").param(person).query(Binding.class).list();
    }

    @Transactional(readOnly = true)
    List<Binding> of(Actor actor, String issuer) {
        actor.require(ProviderRegister.CONFIRM);
        return jdbc.sql("""
                        select id, issuer, shown_name, person, by_claim, bound_at, last_used_at from identity.outside_binding
                        where issuer = ? and ended_at is null order by id desc limit 500""").param(issuer).query(Binding.class).list();
    }

    /** By the person, or by whoever decides on providers. */
    void end(Actor actor, long id) {
        var ended = jdbc.sql("""
                        update identity.outside_binding set ended_at = ?, ended_by_name = ?
                        where id = ? and ended_at is null and (person = ? or ?) returning person, shown_name, issuer""")
                .params(
                        Moments.to(clock.instant()),
                        actor.name(),
                        id,
                        actor.person(),
                        actor.may(ProviderRegister.CONFIRM))
                .query((row, n) -> Map.entry(row.getLong(1), row.getString(2) + "（" + row.getString(3) + "）"))
                .optional()
                .orElseThrow(NoSuchBinding::new);
        events.publishEvent(
                SecurityAct.by(actor, "identity.unbind-outside", ended.getKey(), Map.of("name", ended.getValue())));
    }

    private Optional<Long> named(OutsideProvider provider, String name) {
        return switch (provider.matching()) {
            case LOGIN_NAME -> accounts.people(List.of(name)).values().stream().findFirst();
            case STAFF_NUMBER -> directory.personOfStaffNumber(name);
            case BINDING -> Optional.empty();
        };
    }

    private boolean ordinary(long person) {
        return actors.actor(person, null)
                .filter(actor -> !roles.administrator(actor))
                .isPresent();
    }

    private boolean hasOne(OutsideProvider provider, long person) {
        return jdbc.sql("""
                        select exists (select from identity.outside_binding
                            where issuer = ? and person = ? and ended_at is null)""")
                .params(provider.issuer(), person)
                .query(Boolean.class)
                .single();
    }

    private void insert(OutsideProvider provider, IdentityTokens.OutsidePerson outside, long person, boolean byClaim) {
        var now = clock.instant();
        var shown = outside.name().orElse(outside.subject());
        long id = jdbc.sql("""
                        insert into identity.outside_binding (issuer, subject, shown_name, person, by_claim, bound_at, last_used_at)
                        values (:issuer, :subject, :shown, :person, :byClaim, :now, :used) returning id""")
                .param("issuer", provider.issuer())
                .param("subject", outside.subject())
                .param("shown", shown)
                .param("person", person)
                .param("byClaim", byClaim)
                .param("now", Moments.to(now))
                .param("used", Moments.toNullable(byClaim ? now : null))
                .query(Long.class)
                .single();
        events.publishEvent(SecurityAct.bySystem(
                "identity.bind-outside", person, Map.of("name", shown, "provider", provider.name())));
        messages.tell(
                List.of(person),
                new Message(
                        "outside-binding:" + id,
                        "info",
                        "“" + provider.name() + "”的账号 " + shown + " 已与本人账号绑定，可用来登录。如非本人操作，请立即解除。",
                        "/identity/factors",
                        Urgency.PLAIN));
    }

    static final class NotBound extends Refusal {
        NotBound(String code, String provider) {
            super(Kind.CONFLICT, code, provider);
        }
    }

    static final class NoSuchBinding extends Refusal {
        NoSuchBinding() {
            super(Kind.NOT_FOUND, "identity.no-such-outside-binding");
        }
    }
}
