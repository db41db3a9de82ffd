package jinye.office.approvals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jinye.office.approvals.kinds.ApprovalKinds;
import jinye.office.approvals.kinds.Facts;
import jinye.office.approvals.kinds.Kind;
import jinye.platform.directory.Directory;
import jinye.platform.directory.Person;
import jinye.platform.rules.DecisionTables;
import jinye.platform.rules.Verdict;
import org.springframework.stereotype.Component;

/** What is known about a request for its gateways, and what its decision tables say about it. */
@Component
class RequestFacts {

    /** @param verdicts of every table, in the order in which they were asked */
    record Known(Map<String, Object> facts, List<Verdict> verdicts) {}

    private final ApprovalKinds kinds;
    private final Parts parts;
    private final DecisionTables tables;
    private final Directory directory;
    private final FactWords words;

    RequestFacts(ApprovalKinds kinds, Parts parts, DecisionTables tables, Directory directory, FactWords words) {
        this.kinds = kinds;
        this.parts = parts;
        this.tables = tables;
        this.directory = directory;
        this.words = words;
    }

    Known of(Request request) {
        var kind = kinds.version(request.kind, request.kindVersion);
        var facts = new HashMap<String, Object>(Facts.of(kind.form(), request.data));
        facts.putAll(applicant(request.origin));
        facts.putAll(parts.facts(request, kind));
        var verdicts = evaluate(kind, facts, words.of(request, kind));
        // the tables may have said whom to ask
        facts.putAll(parts.asked(request, kind, facts));
        return new Known(facts, verdicts);
    }

    private List<Verdict> evaluate(Kind kind, Map<String, Object> facts, DecisionTables.Names names) {
        var verdicts = new ArrayList<Verdict>();
        for (var table : kind.tables().values()) {
            var verdict = tables.evaluate(table, facts, names);
            facts.putAll(verdict.outputs());
            verdicts.add(verdict);
        }
        return verdicts;
    }

    private Map<String, Object> applicant(Request.Origin origin) {
        return Map.of(
                "unitLevel",
                directory.unit(origin.unit()).level().name(),
                "departmentCode",
                origin.departmentCode(),
                "applicantIsHead",
                directory
                        .headOf(origin.department())
                        .filter(head -> head.id() == origin.applicant())
                        .isPresent(),
                "applicantIsLeader",
                directory.leadersOf(origin.unit()).stream().map(Person::id).anyMatch(id -> id == origin.applicant()),
                "hasLeaderInCharge",
                directory.leaderInChargeOf(origin.department()).isPresent());
    }
}
