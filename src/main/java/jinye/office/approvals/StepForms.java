package jinye.office.approvals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;
import jinye.kernel.Actor;
import jinye.office.approvals.kinds.Kind;
import jinye.office.approvals.kinds.Secrets;
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
 * Everything that is shown, saved or sent passes here, so what a step may not see or change is nowhere to be had. What a step hides
 * stays hidden from those who have handled it and have nothing in hand any more, and in what earlier forms held.
 */
@Component
class StepForms {

    /** Asked late: matters know their desks, and a desk asks for rights. */
    private final ObjectProvider<Matters> matters;

    private final PartStore parts;

    StepForms(ObjectProvider<Matters> matters, PartStore parts) {
        this.matters = matters;
        this.parts = parts;
    }

    /**
     * The form of a request.
     *
     * @param kind in the request's version, or in an earlier one whose form it had
     * @param step the node at which the actor has the request in hand, empty for who only reads it
     */
    Form of(Actor actor, Kind kind, long request, String step) {
        return narrowed(
                rights(actor, kind.matter(), request),
                kind.form(),
                kind.secrets(),
                step,
                () -> matters.getObject().handledNodes(actor, kind.matter(), request));
    }

    /** What a department fills in. Whatever a step hides in the answer of its own department it hides in those of all others. */
    Form ofPart(Actor actor, Kind kind, Part part, String step) {
        return narrowed(
                rights(actor, kind.partMatter(), part.id),
                java.util.Objects.requireNonNull(kind.partForm()),
                kind.partSecrets(),
                step,
                () -> parts.of(part.request).stream()
                        .flatMap(asked -> matters.getObject().handledNodes(actor, kind.partMatter(), asked.id).stream())
                        .distinct()
                        .toList());
    }

    private StepRights rights(Actor actor, String matter, long record) {
        return matters.getObject().rights(actor, matter, record);
    }

    /** @param handled nodes that the reader handles or has handled, asked only when there is something to hide */
    private static Form narrowed(
            StepRights rights, Form form, Secrets secrets, String step, Supplier<List<String>> handled) {
        var nodes = secrets.isEmpty() ? List.<String>of() : step.isEmpty() ? handled.get() : List.of(step);
        var less = new LinkedHashMap<String, Access>();
        for (var field : form.fields()) {
            var access = form.access(step, field);
            var allowed = secrets.hides(nodes, field.path()) ? Access.HIDDEN : allowed(rights, field, access);
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
