package jinye.safeguard.identity.applications;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * On what terms an application is connected.
 *
 * @param homeAddress       where its tile in the catalogue leads
 * @param trusted           an own system of the bureau: people are not asked for consent
 * @param redirectAddresses the only addresses a person is sent back to, compared letter by letter
 * @param logoutAddresses   where a person may be sent after signing out
 * @param roles             who may enter; empty: every role
 * @param units             with all below them; empty: every unit
 */
public record Terms(
        String name,
        String description,
        @Nullable String homeAddress,
        boolean trusted,
        Set<String> scopes,
        List<String> redirectAddresses,
        List<String> logoutAddresses,
        @Nullable String backChannelAddress,
        Set<String> roles,
        Set<Long> units) {}
