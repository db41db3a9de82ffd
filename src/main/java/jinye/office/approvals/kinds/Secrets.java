package jinye.office.approvals.kinds;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jinye.platform.forms.Access;
import jinye.platform.forms.FieldKind;
import jinye.platform.forms.Form;
import jinye.platform.forms.FormField;
import jinye.platform.workflow.StepLimits;

/**
 * Fields that some step of the process may not see. Titles, lists, totals, exports and search are the same for everybody who may
 * read a request, so these fields have no place there: they are read on the request's own page, as far as one's steps allow.
 */
final class Secrets {

    private Secrets() {}

    static Set<String> of(Form form, List<StepLimits> steps) {
        var found = new LinkedHashSet<String>();
        for (var field : form.fields()) {
            if (steps.stream().anyMatch(step -> hides(form, step, field))) {
                found.add(field.path());
            }
        }
        return found;
    }

    /** What the form leaves out where everything begins is not secret, only not yet known. */
    private static boolean hides(Form form, StepLimits step, FormField field) {
        var rights = step.rights();
        return !rights.mayRead(field.path())
                || field.kind() == FieldKind.FILE && !rights.mayReadFile(field.path())
                || !step.first() && form.access(step.node(), field) == Access.HIDDEN;
    }
}
