package jinye.platform.forms;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.platform.forms.FormDrafts.FormDraft;
import jinye.platform.forms.FormDrafts.FormDraftRow;
import jinye.platform.forms.FormDrafts.FormTexts;
import jinye.platform.web.IfMatch;
import jinye.platform.web.Sentences;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** For designers: drafts, the check before publishing, and trying a form with data that nobody keeps. */
@RestController
@RequestMapping("/api/forms")
class FormController {

    /** @param weight ERROR or WARNING @param part SCHEMA or LAYOUT, into which the pointer leads */
    record FormFindingRow(
            FormFinding.Weight weight, FormFinding.Part part, String pointer, String code, String message) {}

    /** @param before, after JSON texts of what was kept and what is sent */
    record FormTrial(
            @NotNull @Size(max = 1_000_000) String schema,
            @NotNull @Size(max = 1_000_000) String layout,
            @NotNull @Size(max = 100) String step,
            @NotNull @Size(max = 5_000_000) String before,
            @NotNull @Size(max = 5_000_000) String after,
            Form.@NotNull Purpose purpose) {}

    record FormFaultRow(String pointer, String code, String message) {}

    /** @param data JSON text of what would be kept */
    record FormTrialResult(String data, List<FormFaultRow> faults, List<Indicator> indicators) {}

    private final FormDrafts drafts;
    private final Forms forms;
    private final Sentences sentences;

    FormController(FormDrafts drafts, Forms forms, Sentences sentences) {
        this.drafts = drafts;
        this.forms = forms;
        this.sentences = sentences;
    }

    @GetMapping("/drafts")
    List<FormDraftRow> listFormDrafts(Actor actor) {
        return drafts.list(actor);
    }

    @PostMapping("/drafts")
    FormDraft createFormDraft(Actor actor, @RequestBody @Valid FormTexts texts) {
        return drafts.create(actor, texts);
    }

    @GetMapping("/drafts/{id}")
    FormDraft readFormDraft(Actor actor, @PathVariable long id) {
        return drafts.draft(actor, id);
    }

    @PutMapping("/drafts/{id}")
    FormDraft saveFormDraft(Actor actor, @PathVariable long id, IfMatch seen, @RequestBody @Valid FormTexts texts) {
        return drafts.save(actor, id, seen.version(), texts);
    }

    @DeleteMapping("/drafts/{id}")
    void deleteFormDraft(Actor actor, @PathVariable long id) {
        drafts.delete(actor, id);
    }

    @GetMapping("/drafts/{id}/versions")
    List<FormDraftRow> listFormDraftVersions(Actor actor, @PathVariable long id) {
        return drafts.versions(actor, id);
    }

    @GetMapping("/drafts/{id}/versions/{version}")
    FormDraft readFormDraftVersion(Actor actor, @PathVariable long id, @PathVariable long version) {
        return drafts.version(actor, id, version);
    }

    /** 发布前检查. A form that cannot be read at all is told as findings, too. */
    @PostMapping("/findings")
    List<FormFindingRow> findFormFaults(Actor actor, @RequestBody @Valid FormTexts texts) {
        actor.require("forms.design");
        try {
            return forms.findings(forms.read(texts.schema(), texts.layout())).stream()
                    .map(finding -> row(finding.weight(), finding.part(), finding.fault()))
                    .toList();
        } catch (Form.Unreadable unreadable) {
            return unreadable.faults().stream()
                    .map(fault -> row(FormFinding.Weight.ERROR, part(fault), within(fault)))
                    .toList();
        }
    }

    /** What would happen if the step sent this; nothing is kept. */
    @PostMapping("/trials")
    FormTrialResult tryForm(Actor actor, @RequestBody @Valid FormTrial trial) {
        actor.require("forms.design");
        var form = forms.read(trial.schema(), trial.layout());
        var checked = forms.check(
                actor, form, trial.step(), Forms.data(trial.before()), Forms.data(trial.after()), trial.purpose());
        var faults = checked.faults().stream()
                .map(fault ->
                        new FormFaultRow(fault.pointer(), fault.code(), sentences.of(fault.code(), fault.facts())))
                .toList();
        return new FormTrialResult(checked.data().toString(), faults, forms.indicators(form, checked.data()));
    }

    private FormFindingRow row(FormFinding.Weight weight, FormFinding.Part part, Refusal.Fault fault) {
        return new FormFindingRow(
                weight, part, fault.pointer(), fault.code(), sentences.of(fault.code(), fault.facts()));
    }

    private static FormFinding.Part part(Refusal.Fault fault) {
        return fault.pointer().startsWith("/layout") ? FormFinding.Part.LAYOUT : FormFinding.Part.SCHEMA;
    }

    private static Refusal.Fault within(Refusal.Fault fault) {
        var pointer = fault.pointer().replaceFirst("^/(layout|schema)", "");
        return new Refusal.Fault(pointer, fault.code(), fault.facts());
    }
}
