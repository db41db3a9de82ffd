package jinye.office.archives.inspection;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts every check to every subject. Outside the caller's transaction: that a file cannot be read is a finding here, and must not
 * undo what the caller writes about it.
 */
@Component
class Looking {

    private final FourChecks checks;

    Looking(FourChecks checks) {
        this.checks = checks;
    }

    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public List<InspectionReport.CheckLine> look(List<Subject> subjects, Stage stage) {
        var lines = new ArrayList<InspectionReport.CheckLine>();
        for (var subject : subjects) {
            for (var check : checks.at(stage)) {
                var finding = check.probe().look(subject, stage);
                lines.add(InspectionReport.line(check, subject.name(), finding.outcome(), finding.detail()));
            }
        }
        return lines;
    }
}
