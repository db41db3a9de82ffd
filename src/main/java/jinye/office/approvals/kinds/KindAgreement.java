package jinye.office.approvals.kinds;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import jinye.office.approvals.kinds.KindFinding.Part;
import jinye.platform.clocks.Clocks;
import jinye.platform.forms.Form;
import jinye.platform.forms.FormField;
import jinye.platform.forms.FormPrint;
import jinye.platform.rules.DecisionTable;
import org.jspecify.annotations.Nullable;

/** Whether the parts of a package fit together: the settings and the paper name what the forms, rules and processes have. */
final class KindAgreement {

    private static final Set<String> GROUPS_OF_PAPER =
            Set.of("title", "number", "applicant", "department", "unit", "date");

    private final KindPackage files;
    private final Collection<DecisionTable> tables;
    private final Clocks clocks;
    private final Clock clock;
    private final KindFindings found;

    KindAgreement(KindPackage files, Collection<DecisionTable> tables, Clocks clocks, Clock clock, KindFindings found) {
        this.files = files;
        this.tables = tables;
        this.clocks = clocks;
        this.clock = clock;
        this.found = found;
    }

    void agree(KindSettings settings, Form form, @Nullable Form partForm) {
        for (var indicator : settings.indicators()) {
            var field = form.field(indicator);
            if (field == null || !field.schema().has("x-analyse")) {
                found.error(Part.SETTINGS, "indicators", "indicator-unknown", indicator);
            }
        }
        var rule = settings.clock();
        if (rule != null) {
            try {
                clocks.reckon(rule, clock.instant());
            } catch (RuntimeException unknown) {
                found.error(Part.SETTINGS, "clock", "clock-unknown", rule);
            }
        }
        var number = settings.number();
        if (number != null && !number.series().matches("[一-龥]{1,8}")) {
            found.error(Part.SETTINGS, "number", "series-word", number.series());
        }
        var archive = settings.archive();
        if (archive != null
                && !(archive.retention().matches("Y|D30|D10")
                        && archive.classCode().matches("[A-Z]{2,4}"))) {
            found.error(Part.SETTINGS, "archive", "archive-class", archive.retention(), archive.classCode());
        }
        var part = settings.part();
        if ((part == null) != (partForm == null)) {
            found.error(Part.SETTINGS, "part", "part-incomplete");
        } else if (part != null && partForm != null) {
            part(part, form, partForm);
        }
    }

    private void part(KindSettings.PartSettings part, Form form, Form partForm) {
        var steps = KindReader.steps(files.text(KindPackage.PROCESS));
        if (!KindReader.callNodes(files.text(KindPackage.PROCESS)).contains(part.call())
                || !steps.contains(part.summary())) {
            found.error(Part.SETTINGS, "part", "part-nodes", part.call(), part.summary());
        }
        if (!KindReader.facts(form, tables, files).contains(part.departments())) {
            found.error(Part.SETTINGS, "part", "part-field", part.departments());
        }
        var named = new ArrayList<>(List.of(part.conclusion()));
        part.compare().forEach(compared -> named.add(compared.field()));
        for (var field : named) {
            if (partForm.field(field) == null) {
                found.error(Part.SETTINGS, "part", "part-field", field);
            }
        }
    }

    /** What some step may not see is left out of all that is the same for every reader; whoever counted on it is told. */
    void secrets(KindSettings settings, Form form, Secrets secrets) {
        for (var field : form.fields()) {
            boolean declared = field.schema().path("x-analyse").asString("none").matches("dimension|measure");
            if (secrets.contains(field.path())) {
                if (declared) {
                    found.warning(Part.FORM, field.path(), "secret-indicator", title(field));
                }
                if (settings.heading().contains("{" + field.path() + "}")) {
                    found.warning(Part.SETTINGS, "heading", "secret-title", title(field));
                }
            } else {
                form.reads(field).stream()
                        .filter(secrets::contains)
                        .map(form::field)
                        .filter(Objects::nonNull)
                        .forEach(read ->
                                found.warning(Part.FORM, field.path(), "secret-total", title(field), title(read)));
            }
        }
    }

    /** Verdicts, counts and lists say how the departments concluded: every step must be able to see it. */
    void partSecrets(KindSettings.PartSettings part, Secrets secrets) {
        if (secrets.contains(part.conclusion())) {
            found.error(Part.PART, part.conclusion(), "secret-conclusion");
        }
    }

    private static String title(FormField field) {
        return field.title().isEmpty() ? field.path() : field.title();
    }

    /** What a paper composed by choices leaves out or asks for must be there, or it is printed otherwise than the designer thinks. */
    void choices(PaperChoices paper, Form form) {
        var sections = FormPrint.sections(form);
        paper.without().stream()
                .filter(section -> !sections.contains(section))
                .forEach(section -> found.warning(Part.PAPER, section, "paper-section", section));
        var steps = KindReader.steps(files.text(KindPackage.PROCESS));
        paper.signatures().stream()
                .filter(cell -> !steps.contains(cell.step()))
                .forEach(cell -> found.warning(Part.PAPER, cell.step(), "paper-step", cell.title()));
    }

    /** A paper in HTML. */
    void paper(Form form) {
        var paper = files.text(KindPackage.PAPER);
        if (paper.isBlank()) {
            return;
        }
        if (PaperTemplate.isDangerous(paper)) {
            found.error(Part.PAPER, null, "paper-dangerous");
        }
        for (var place : PaperTemplate.places(paper)) {
            boolean known = GROUPS_OF_PAPER.contains(place)
                    || place.startsWith("opinions:")
                    || form.field(place) != null
                    || place.equals("parts")
                    || place.equals("verdicts");
            if (!known) {
                found.error(Part.PAPER, place, "paper-place", place);
            }
        }
    }
}
