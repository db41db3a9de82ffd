package jinye.office.documents.rules;

import java.util.List;
import java.util.function.Function;

/**
 * One rule (行文规则) as a named value.
 *
 * @param id    R01–R13 are rules between organs, E01–E10 rules about the elements
 * @param basis the article; ends with 「待核」 where it has not been checked against the text
 * @param check finds what is wrong
 */
public record RoutingRule(String id, String name, String basis, Function<Proposal, List<Complaint>> check) {

    record Complaint(Finding.Severity severity, String pointer, String sentence) {

        static List<Complaint> block(String pointer, String sentence) {
            return List.of(new Complaint(Finding.Severity.BLOCK, pointer, sentence));
        }

        static List<Complaint> warn(String pointer, String sentence) {
            return List.of(new Complaint(Finding.Severity.WARN, pointer, sentence));
        }

        static List<Complaint> none() {
            return List.of();
        }
    }

    List<Finding> findings(Proposal proposal) {
        return check.apply(proposal).stream()
                .map(complaint -> new Finding(
                        id,
                        name,
                        complaint.severity(),
                        basis,
                        complaint.sentence(),
                        complaint.pointer(),
                        complaint.severity() == Finding.Severity.WARN
                                ? proposal.elements().reasons().get(id)
                                : null))
                .toList();
    }
}
