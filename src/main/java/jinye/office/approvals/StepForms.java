package jinye.office.approvals;

import java.util.LinkedHashMap;
import java.util.List;
import jinye.kernel.Actor;
import jinye.office.approvals.kinds.Kind;
import jinye.platform.forms.Access;
import jinye.platform.forms.FieldKind;
import jinye.platform.forms.Form;
import jinye.platform.forms.FormField;
import jinye.platform.workflow.Matters;
import jinye.platform.workflow.StepRights;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * A form with the rights of the step a person has in hand: what the form's {@code access} allows and the process does not take away.
 * Everything that is shown, saved or sent passes here, so what a step may not see or change is nowhere to be had.
 */
@Component
class StepForms {

    /** Asked late: matters know their desks, and a desk asks for rights. */
    private final ObjectProvider<Matters> matters;

    StepForms(ObjectProvider<Matters> matters) {
        this.matters = matters;
    }

    /** The form of a request. What a step hides stays hidden from those who have handled it and have nothing in hand any more. */
    Form of(Actor actor, Kind kind, long request, String step) {
        var form = of(actor, kind.form(), kind.matter(), request, step);
        var handled = step.isEmpty() && !kind.secrets().isEmpty()
                ? matters.getObject().handledNodes(actor, kind.matter(), request)
                : List.<String>of();
        var less = new LinkedHashMap<String, Access>();
        for (var field : form.fields()) {
            if (kind.secrets().contains(field.path())
                    && !handled.isEmpty()
                    && handled.stream().allMatch(node -> form.access(node, field) == Access.HIDDEN)) {
                less.put(field.path(), Access.HIDDEN);
            }
        }
        return form.narrowed(step, less);
    }

    /** @param step the node at which the actor has the record in hand, empty for who only reads it */
    Form of(Actor actor, Form form, String matter, long record, String step) {
        var rights = matters.getObject().rights(actor, matter, record);
        var less = new LinkedHashMap<String, Access>();
        for (var field : form.fields()) {
            var access = form.access(step, field);
            var allowed = allowed(rights, field, access);
            if (allowed != access) {
                less.put(field.path(), allowed);
            }
        }
        return form.narrowed(step, less);
    }

    private static Access allowed(StepRights rights, FormField field, Access access) {
        var name = field.path();
        boolean file = field.kind() == FieldKind.FILE;
        if (!rights.mayRead(name) || file && !rights.mayReadFile(name)) {
            return Access.HIDDEN;
        }
        if (!access.editable()) {
            return access;
        }
        if (!rights.mayEdit(name) || file && !rights.mayControlFile(name)) {
            return Access.READ;
        }
        return rights.mustFill(name) ? Access.REQUIRED : access;
    }
}
