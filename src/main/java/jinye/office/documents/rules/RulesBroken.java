package jinye.office.documents.rules;

import java.util.List;
import jinye.kernel.Refusal;

/** The document cannot leave this step: a rule blocks it, or a warning has no recorded reason. */
public final class RulesBroken extends Refusal {

    private final transient List<Fault> faults;

    private RulesBroken(List<Finding> findings) {
        super(
                Kind.INVALID,
                "documents.rules-broken",
                findings.size(),
                findings.getFirst().sentence());
        faults = findings.stream()
                .map(finding -> Fault.at(
                        finding.pointer(),
                        finding.severity() == Finding.Severity.BLOCK ? "documents.rule-blocks" : "documents.rule-warns",
                        finding.rule(),
                        finding.sentence(),
                        finding.basis()))
                .toList();
    }

    public static void refuseIfAny(List<Finding> findings) {
        var stopping = findings.stream().filter(Finding::stops).toList();
        if (!stopping.isEmpty()) {
            throw new RulesBroken(stopping);
        }
    }

    @Override
    public List<Fault> faults() {
        return faults;
    }
}
