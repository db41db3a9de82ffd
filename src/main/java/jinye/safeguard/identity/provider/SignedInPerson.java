package jinye.safeguard.identity.provider;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import jinye.safeguard.access.Entrances.Standing;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Who is signed in, as far as other systems are concerned: the person's number is what they know the person by. */
final class SignedInPerson extends AbstractAuthenticationToken {

    private final long person;
    private final long presence;
    private final transient Instant provedAt;
    private final Set<String> ways;

    SignedInPerson(long person, long presence, Instant provedAt, Set<String> ways) {
        super(List.of());
        this.person = person;
        this.presence = presence;
        this.provedAt = provedAt;
        this.ways = ways;
        setAuthenticated(true);
    }

    static SignedInPerson of(Standing standing) {
        return new SignedInPerson(standing.actor().person(), standing.presence(), standing.provedAt(), standing.ways());
    }

    long person() {
        return person;
    }

    long presence() {
        return presence;
    }

    Instant provedAt() {
        return provedAt;
    }

    Set<String> ways() {
        return ways;
    }

    @Override
    public String getPrincipal() {
        return Long.toString(person);
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedInPerson one && one.person == person && one.presence == presence;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(presence);
    }
}
