package jinye.office.approvals.kinds;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jinye.platform.forms.Access;
import jinye.platform.forms.FieldKind;
import jinye.platform.forms.Form;
import jinye.platform.forms.FormField;
import jinye.platform.workflow.StepLimits;

/**
 * Fields that some step of the process may not see. Titles, lists, totals, exports and search are the same for everybody who may
 * read a request, so these fields have no place there: they are read on the request's own page, as far as one's steps allow.
 *
 * @param seers by path of such a field, the steps that may see it
 */
public record Secrets(Map<String, Set<String>> seers) {

    static final Secrets NONE = new Secrets(Map.of());

    static Secrets of(Form form, List<StepLimits> steps) {
        var seers = new LinkedHashMap<String, Set<String>>();
        for (var field : form.fields()) {
            if (steps.stream().anyMatch(step -> keepsBack(form, step, field))) {
                seers.put(
                        field.path(),
                        steps.stream()
                                .filter(step -> sees(form, step, field))
                                .map(StepLimits::node)
                                .collect(Collectors.toSet()));
            }
        }
        return new Secrets(seers);
    }

    public boolean isEmpty() {
        return seers.isEmpty();
    }

    public boolean contains(String path) {
        return seers.containsKey(path);
    }

    /** Whoever works at these steps, and at none that may see the field, does not see it. A step of another version may see nothing. */
    public boolean hides(Collection<String> nodes, String path) {
        var may = seers.get(path);
        return may != null && !nodes.isEmpty() && nodes.stream().noneMatch(may::contains);
    }

    /** What the form leaves out where everything begins is not secret, only not yet known. */
    private static boolean keepsBack(Form form, StepLimits step, FormField field) {
        return !allowed(step, field) || !step.first() && form.access(step.node(), field) == Access.HIDDEN;
    }

    private static boolean sees(Form form, StepLimits step, FormField field) {
        return allowed(step, field) && form.access(step.node(), field) != Access.HIDDEN;
    }

    private static boolean allowed(StepLimits step, FormField field) {
        var rights = step.rights();
        return rights.mayRead(field.path()) && (field.kind() != FieldKind.FILE || rights.mayReadFile(field.path()));
    }
}
