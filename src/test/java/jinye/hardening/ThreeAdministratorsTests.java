package jinye.hardening;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jinye.hardening.Interface.Endpoint;
import jinye.sample.JinyeTest;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * 三员分立 over the whole interface (GB/T 22239-2019 8.1.4.2): whatever changes rights, accounts, certificates, keys or rules belongs to
 * named administrators, and what gives more rights takes two of them. An endpoint that nobody has placed here fails the test, so
 * that a new one cannot be forgotten.
 */
@JinyeTest
class ThreeAdministratorsTests {

    private static final String SYSTEM = "sysadmin";
    private static final String SECURITY = "secadmin";
    private static final String AUDITOR = "auditadmin";
    private static final Set<String> ALL = Set.of(SYSTEM, SECURITY, AUDITOR);

    /** Where rights, accounts, certificates, keys, rules and their trail are kept. */
    private static final List<String> GOVERNED = List.of(
            "/api/access/",
            "/api/identity/",
            "/api/certificates/",
            "/api/directory/",
            "/api/audit/",
            "/api/journal",
            "/api/rights",
            "/api/partners",
            "/api/approvals/trusted-keys",
            "/api/documents/seals",
            "/api/clocks/",
            "/api/codes/");

    /** Everybody's own: what one does there touches oneself alone, and never gives a right. */
    private static final List<String> OWN = List.of(
            "/api/access/session",
            "/api/access/password",
            "/api/access/presences",
            "/api/identity/own/",
            "/api/identity/entrance/",
            "/api/identity/consents/",
            "/api/certificates/own/",
            "/api/certificates/trials",
            "/api/directory/people/{id}/absences",
            "/api/directory/absences/",
            "/api/rights/questions");

    /** They take a file; who may is shown by PeopleSheetTests and by the tests of the calendar. */
    private static final Set<String> SHEETS =
            Set.of("POST /api/directory/people/import", "POST /api/clocks/calendar/{year}/sheets");

    /** Their form is looked at before anybody's rights; what is formed for nobody is at least let through to nobody. */
    private static final Set<String> FORM_FIRST = Set.of(
            "POST /api/access/admissions",
            "PUT /api/audit/reviews/{week}",
            "POST /api/certificates/requests",
            "POST /api/clocks/calendar/{year}",
            "POST /api/identity/applications",
            "POST /api/identity/providers",
            "POST /api/identity/sources",
            "POST /api/partners",
            "POST /api/partners/ledger/paper");

    /**
     * What gives something: asked by one, decided by another.
     *
     * @param ask "METHOD path" of the first step and who may take it
     * @param decide of the second
     */
    private record Duty(String name, List<String> ask, Set<String> askers, List<String> decide, Set<String> deciders) {}

    private static final List<Duty> DUTIES = List.of(
            new Duty(
                    "roles and data scopes",
                    List.of("POST /api/directory/proposals"),
                    Set.of(SECURITY),
                    List.of("PUT /api/directory/proposals/{id}/approval", "PUT /api/directory/proposals/{id}/refusal"),
                    Set.of(SYSTEM, SECURITY)),
            new Duty(
                    "posts",
                    List.of("POST /api/directory/people/{id}/appointments", "PUT /api/directory/posts/{id}"),
                    Set.of(SYSTEM),
                    List.of(),
                    Set.of(SECURITY)),
            new Duty(
                    "accounts",
                    List.of(
                            "POST /api/access/accounts",
                            "POST /api/access/accounts/{person}/reset",
                            "PUT /api/access/accounts/{person}/waking"),
                    Set.of(SYSTEM),
                    List.of(
                            "PUT /api/access/accounts/changes/{change}/confirmation",
                            "PUT /api/access/accounts/changes/{change}/refusal"),
                    Set.of(SECURITY, AUDITOR)),
            new Duty(
                    "outside providers of identities",
                    List.of("POST /api/identity/providers"),
                    Set.of(SYSTEM),
                    List.of(
                            "PUT /api/identity/providers/{id}/confirmation",
                            "PUT /api/identity/providers/{id}/refusal"),
                    Set.of(SECURITY)),
            new Duty(
                    "lost factors",
                    List.of("POST /api/identity/factor-resets"),
                    Set.of(SYSTEM),
                    List.of(
                            "PUT /api/identity/factor-resets/{id}/approval",
                            "PUT /api/identity/factor-resets/{id}/refusal"),
                    Set.of(SECURITY)),
            new Duty(
                    "outside certificates of people",
                    List.of("POST /api/identity/bound-certificates"),
                    Set.of(SYSTEM),
                    List.of(
                            "PUT /api/identity/bound-certificates/{id}/confirmation",
                            "PUT /api/identity/bound-certificates/{id}/refusal"),
                    Set.of(SECURITY)),
            new Duty(
                    "sources of people",
                    List.of("POST /api/identity/sources"),
                    Set.of(SYSTEM),
                    List.of("PUT /api/identity/sources/{id}/confirmation", "PUT /api/identity/sources/{id}/refusal"),
                    Set.of(SECURITY)),
            new Duty(
                    "applications",
                    List.of("POST /api/identity/applications", "POST /api/identity/applications/{id}/terms"),
                    Set.of(SYSTEM),
                    List.of(
                            "PUT /api/identity/applications/{id}/confirmation",
                            "PUT /api/identity/applications/{id}/refusal"),
                    Set.of(SECURITY)),
            new Duty(
                    "certificates",
                    List.of("POST /api/certificates/requests"),
                    Set.of(SYSTEM),
                    List.of(
                            "PUT /api/certificates/requests/{id}/approval",
                            "PUT /api/certificates/requests/{id}/refusal"),
                    Set.of(SECURITY)),
            new Duty(
                    "outside authorities",
                    List.of("POST /api/certificates/outside-authorities"),
                    Set.of(SYSTEM),
                    List.of("PUT /api/certificates/outside-authorities/{id}/confirmation"),
                    Set.of(SECURITY)),
            new Duty(
                    "nodes of other bureaux",
                    List.of("POST /api/partners"),
                    Set.of(SYSTEM),
                    List.of("PUT /api/partners/{id}/confirmation", "PUT /api/partners/{id}/refusal"),
                    Set.of(SECURITY)),
            new Duty(
                    "removal of old entries of the log",
                    List.of("POST /api/audit/removals"),
                    Set.of(SYSTEM),
                    List.of("PUT /api/audit/removals/{id}/approval"),
                    Set.of(SECURITY)));

    /** What one does alone: it gives nobody a right, takes something away at once, or is the trail's own keeper's. */
    private static final Map<String, Set<String>> ALONE = alone();

    private static Map<String, Set<String>> alone() {
        var alone = new LinkedHashMap<String, Set<String>>();
        for (var path : List.of(
                "PUT /api/access/accounts/{person}/closure",
                "POST /api/directory/units",
                "PUT /api/directory/units/{id}",
                "PUT /api/directory/units/{id}/closure",
                "POST /api/directory/units/{id}/departments",
                "PUT /api/directory/departments/{id}",
                "PUT /api/directory/departments/{id}/closure",
                "PUT /api/directory/departments/{id}/leader-in-charge",
                "POST /api/directory/departments/{id}/posts",
                "DELETE /api/directory/posts/{id}",
                "POST /api/directory/people",
                "POST /api/directory/people/import",
                "PUT /api/directory/people/{id}",
                "PUT /api/directory/people/{id}/departure",
                "POST /api/directory/people/{id}/disclosures",
                "DELETE /api/directory/people/{id}/holdings/{post}",
                "POST /api/clocks/calendar/{year}",
                "POST /api/clocks/calendar/{year}/sheets",
                "PUT /api/clocks/rules/{id}",
                "POST /api/codes/dictionaries",
                "PUT /api/codes/dictionaries/{dictionary}",
                "POST /api/approvals/trusted-keys",
                "POST /api/approvals/trusted-keys/readings",
                "PUT /api/approvals/trusted-keys/{fingerprint}/withdrawal",
                "POST /api/identity/applications/{id}/secrets",
                "DELETE /api/identity/applications/{id}/secrets/{secret}",
                "DELETE /api/identity/applications/{id}/terms")) {
            alone.put(path, Set.of(SYSTEM));
        }
        for (var path : List.of(
                "POST /api/access/admissions",
                "DELETE /api/access/admissions/{id}",
                "POST /api/access/blocked-words",
                "DELETE /api/access/blocked-words/{word}",
                "PUT /api/access/rules/{name}/{audience}",
                "PUT /api/audit/integrity/baseline",
                "PUT /api/certificates/issued/{id}/resumption",
                "PUT /api/certificates/issued/{id}/revocation",
                "PUT /api/certificates/issued/{id}/suspension",
                "PUT /api/identity/sources/{id}/differences",
                "PUT /api/identity/bound-certificates/{id}/ending",
                "PUT /api/identity/providers/{id}/ending",
                "POST /api/identity/signing-keys",
                "POST /api/identity/sources/{id}/comparison",
                "PUT /api/partners/{id}/suspension",
                "PUT /api/partners/{id}/resumption",
                "PUT /api/partners/own/certificate",
                "PUT /api/partners/{id}/encryption",
                "PUT /api/partners/{id}/direct")) {
            alone.put(path, Set.of(SECURITY));
        }
        for (var path : List.of(
                "PUT /api/audit/alerts/{id}/handling",
                "PUT /api/audit/reviews/{week}",
                "POST /api/audit/verifications")) {
            alone.put(path, Set.of(AUDITOR));
        }
        // stopping and withdrawing what one may ask for; the office and the registrar do the rest
        alone.put("PUT /api/directory/proposals/{id}/withdrawal", Set.of(SYSTEM, SECURITY));
        alone.put("PUT /api/certificates/requests/{id}/withdrawal", ALL);
        alone.put("POST /api/partners/own/card", ALL);
        alone.put("PUT /api/certificates/outside-authorities/{id}/refusal", Set.of(SYSTEM, SECURITY));
        alone.put("PUT /api/certificates/outside-authorities/{id}/ending", Set.of(SYSTEM, SECURITY));
        alone.put("PUT /api/certificates/outside-authorities/{id}/list", Set.of(SYSTEM, SECURITY));
        alone.put("PUT /api/identity/sources/{id}/ending", Set.of(SYSTEM, SECURITY));
        alone.put("PUT /api/identity/applications/{id}/stop", Set.of(SYSTEM, SECURITY));
        alone.put("POST /api/identity/providers/trial", Set.of(SYSTEM, SECURITY));
        alone.put("POST /api/partners/{id}/attempts", Set.of(SYSTEM, SECURITY));
        alone.put("POST /api/audit/integrity/checks", Set.of(SECURITY, AUDITOR));
        for (var path : List.of(
                "POST /api/documents/seals",
                "PUT /api/documents/seals/{id}/decision",
                "PUT /api/documents/seals/{id}/destruction",
                "PUT /api/documents/seals/{id}/enabling",
                "PUT /api/documents/seals/{id}/keepers",
                "PUT /api/documents/seals/{id}/loss",
                "PUT /api/documents/seals/{id}/resumption",
                "PUT /api/documents/seals/{id}/suspension",
                "POST /api/documents/seals/{id}/uses",
                "POST /api/partners/carrier-files",
                "PUT /api/partners/dead-letters/{id}/abandonment",
                "PUT /api/partners/dead-letters/{id}/resending",
                "POST /api/partners/ledger/paper")) {
            alone.put(path, Set.of());
        }
        return alone;
    }

    @LocalServerPort
    private int port;

    private static Map<String, Set<String>> owners() {
        var owners = new LinkedHashMap<>(ALONE);
        for (var duty : DUTIES) {
            duty.ask().forEach(path -> owners.put(path, duty.askers()));
            duty.decide().forEach(path -> owners.merge(path, duty.deciders(), (one, other) -> union(one, other)));
        }
        return owners;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        var both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }

    static Stream<Endpoint> governed() throws IOException {
        return Interface.all().stream()
                .filter(Endpoint::writes)
                .filter(endpoint -> GOVERNED.stream().anyMatch(endpoint.path()::startsWith))
                .filter(endpoint -> OWN.stream().noneMatch(endpoint.path()::startsWith));
    }

    @Test
    void everyEndpointThatGovernsHasItsPlace() throws Exception {
        var endpoints = governed().map(Endpoint::toString).toList();

        assertThat(endpoints).hasSizeGreaterThan(80);
        assertThat(owners().keySet())
                .as("add or take away here what the interface gained or lost")
                .containsExactlyInAnyOrderElementsOf(endpoints);
    }

    /** By three administrators: whoever is not named is refused, however well the request is formed. */
    @ParameterizedTest
    @MethodSource("administrators")
    void nobodyDoesWhatTheOthersMust(String administrator) throws Exception {
        var visitor = Visitor.at(port).signIn(administrator);
        var owners = owners();
        var let = new ArrayList<String>();
        for (var endpoint : governed().toList()) {
            if (owners.getOrDefault(endpoint.toString(), ALL).contains(administrator)
                    || SHEETS.contains(endpoint.toString())) {
                continue;
            }
            var body = endpoint.body().isMissingNode() ? "{}" : Interface.sample(endpoint);
            var path = endpoint.at("987654321");
            var answer = switch (endpoint.method()) {
                case "POST" -> visitor.post(path, body, 1);
                case "PUT" -> visitor.put(path, body, 1);
                default -> visitor.delete(path, 1);
            };
            boolean unread =
                    FORM_FIRST.contains(endpoint.toString()) && Set.of(400, 422).contains(answer.status());
            if (answer.status() != 403 && answer.status() != 404 && !unread) {
                let.add(endpoint + " " + answer.status() + " " + answer.body());
            }
        }

        assertThat(let).as(administrator + " is let do what the others must").isEmpty();
    }

    static Stream<String> administrators() {
        return Stream.of(SYSTEM, SECURITY, AUDITOR);
    }

    /** Whoever asks never decides; where one kind may do both, two people of it are needed, which the tests of the desk show. */
    @Test
    void whatGivesRightsTakesTwo() {
        for (var duty : DUTIES) {
            var alone = new TreeSet<>(duty.askers());
            alone.retainAll(duty.deciders());
            if (duty.name().equals("roles and data scopes")) {
                // two security administrators: RightsProposalsTests.aRoleTakesEffectOnlyWhenASecondPersonApproves
                assertThat(alone).containsExactly(SECURITY);
            } else {
                assertThat(alone).as(duty.name()).isEmpty();
            }
        }
    }

    /** Nothing in the interface deletes or changes what was written down; the database refuses it too. */
    @Test
    void nobodyErasesATrail() throws Exception {
        assertThat(Interface.all())
                .filteredOn(endpoint -> endpoint.path().startsWith("/api/journal")
                        || endpoint.path().startsWith("/api/audit"))
                .filteredOn(endpoint -> endpoint.method().equals("DELETE"))
                .isEmpty();
        assertThat(governed().filter(endpoint -> endpoint.path().startsWith("/api/journal")))
                .isEmpty();
    }
}
