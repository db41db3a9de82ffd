package jinye.office.documents.rules;

import java.util.List;
import java.util.stream.Stream;

/**
 * 行文规则: who may write what to whom. "条例" is 党政机关公文处理工作条例 (中办发〔2012〕14号). Read aloud from top to bottom, the
 * list is the training course of the office.
 */
public final class RoutingRules {

    public static List<RoutingRule> all() {
        return Stream.concat(
                        Stream.of(
                                UpwardRules.ONE_SUPERIOR,
                                UpwardRules.ONE_MATTER,
                                UpwardRules.NOT_TO_A_PERSON,
                                UpwardRules.NO_SKIPPED_LEVEL,
                                UpwardRules.TWO_SUPERIORS,
                                DownwardRules.SUPERIOR_KNOWS,
                                DownwardRules.NO_ORDERS_TO_GOVERNMENT,
                                DownwardRules.AGREED_FIRST,
                                IssuingRules.NOT_BY_A_DEPARTMENT,
                                IssuingRules.JOINT_AMONG_EQUALS,
                                IssuingRules.REPLY_NAMES_REQUEST,
                                IssuingRules.LETTER_TO_EQUALS,
                                UpwardRules.THROUGH_THE_PROVINCE),
                        ElementRules.all().stream())
                .toList();
    }

    public static List<Finding> check(Proposal proposal) {
        return all().stream().flatMap(rule -> rule.findings(proposal).stream()).toList();
    }

    /** A drafter may send an unfinished text to the head of department, but not a secret and not an empty page. */
    public static boolean refusesAtOnce(Finding finding) {
        return Stream.of(
                        ElementRules.NO_STATE_SECRET,
                        ElementRules.COMPLETE,
                        UpwardRules.ONE_SUPERIOR,
                        ElementRules.ISSUABLE)
                .anyMatch(rule -> rule.id().equals(finding.rule()));
    }

    private RoutingRules() {}
}
