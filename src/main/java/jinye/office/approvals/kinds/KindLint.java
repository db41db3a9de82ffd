package jinye.office.approvals.kinds;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import jinye.kernel.Refusal;
import jinye.office.approvals.kinds.KindFinding.Level;
import jinye.office.approvals.kinds.KindFinding.Part;
import jinye.platform.clocks.Clocks;
import jinye.platform.forms.FieldKind;
import jinye.platform.forms.Form;
import jinye.platform.forms.FormFinding;
import jinye.platform.forms.Forms;
import jinye.platform.rules.DecisionTable;
import jinye.platform.rules.DecisionTables;
import jinye.platform.web.Sentences;
import jinye.platform.workflow.ProcessDefinitions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** 发布前检查: reads a package the way it will be used and says everything that is wrong. */
@Component
class KindLint {

    private final KindReader reader;
    private final Forms forms;
    private final DecisionTables tables;
    private final ProcessDefinitions processes;
    private final Clocks clocks;
    private final Sentences sentences;
    private final Clock clock;

    KindLint(
            KindReader reader,
            Forms forms,
            DecisionTables tables,
            ProcessDefinitions processes,
            Clocks clocks,
            Sentences sentences,
            Clock clock) {
        this.reader = reader;
        this.forms = forms;
        this.tables = tables;
        this.processes = processes;
        this.clocks = clocks;
        this.sentences = sentences;
        this.clock = clock;
    }

    /** @param callsOf which kinds a kind asks, null when there is no such kind */
    List<KindFinding> check(String name, KindPackage files, Function<String, @Nullable Set<String>> callsOf) {
        return new Look(name, files, callsOf).look();
    }

    private final class Look {

        private final String name;
        private final KindPackage files;
        private final Function<String, @Nullable Set<String>> callsOf;
        private final KindFindings found = new KindFindings(sentences);
        private final Map<String, DecisionTable> read = new LinkedHashMap<>();
        private boolean processBroken;

        Look(String name, KindPackage files, Function<String, @Nullable Set<String>> callsOf) {
            this.name = name;
            this.files = files;
            this.callsOf = callsOf;
        }

        List<KindFinding> look() {
            var settings = settings();
            var form = form(Part.FORM, KindPackage.FORM, KindPackage.LAYOUT);
            var partForm = files.isParallel() ? form(Part.PART, KindPackage.PART_FORM, KindPackage.PART_LAYOUT) : null;
            if (form != null) {
                rules(form);
                process(form, Part.PROCESS, KindPackage.PROCESS);
                fillable(form, Part.FORM, KindPackage.PROCESS);
                if (partForm != null) {
                    process(partForm, Part.PART, KindPackage.PART_PROCESS);
                    fillable(partForm, Part.PART, KindPackage.PART_PROCESS);
                }
                calls();
            }
            var agreement = new KindAgreement(files, read.values(), clocks, clock, found);
            if (settings != null && form != null) {
                agreement.agree(settings, form, partForm);
                agreement.choices(settings.paper(), form);
                if (!processBroken) {
                    agreement.secrets(
                            settings, form, Secrets.of(form, processes.limits(files.text(KindPackage.PROCESS))));
                    var part = settings.part();
                    if (part != null && partForm != null) {
                        agreement.partSecrets(
                                part, Secrets.of(partForm, processes.limits(files.text(KindPackage.PART_PROCESS))));
                    }
                }
            }
            if (form != null) {
                agreement.paper(form);
            }
            return found.all();
        }

        private @Nullable KindSettings settings() {
            try {
                var settings = KindSettings.read(files.text(KindPackage.SETTINGS));
                if (!settings.name().equals(name)) {
                    found.error(Part.SETTINGS, "name", "other-name", settings.name(), name);
                }
                if (settings.title().length() > 30 || settings.group().length() > 10) {
                    found.error(Part.SETTINGS, "title", "words-too-long");
                }
                return settings;
            } catch (KindSettings.Unreadable broken) {
                found.error(Part.SETTINGS, null, broken.code, broken.what);
                return null;
            }
        }

        private @Nullable Form form(Part part, String schema, String layout) {
            try {
                var form = forms.read(files.text(schema), files.text(layout));
                for (var finding : forms.findings(form)) {
                    found.fault(
                            finding.weight() == FormFinding.Weight.ERROR ? Level.ERROR : Level.WARNING,
                            part,
                            finding.fault());
                }
                return form;
            } catch (Form.Unreadable unreadable) {
                unreadable.faults().forEach(fault -> found.fault(Level.ERROR, part, fault));
                return null;
            }
        }

        private void rules(Form form) {
            for (var table : KindReader.tableNames(files)) {
                try {
                    var known = KindReader.facts(form, read.values(), files);
                    var dmn = tables.read(files.text("rules/" + table + ".dmn"));
                    for (var finding : tables.check(dmn, reader.examples(files, table), known)) {
                        found.add(new KindFinding(
                                finding.isError() ? Level.ERROR : Level.WARNING,
                                Part.RULES,
                                table,
                                finding.code(),
                                "《" + dmn.name() + "》" + finding.sentence()));
                    }
                    read.put(table, dmn);
                    DecisionTables.outputs(dmn).stream()
                            .filter(known::contains)
                            .forEach(output -> found.error(Part.RULES, table, "fact-twice", dmn.name(), output));
                    if (reader.examples(files, table).isEmpty()) {
                        found.warning(Part.RULES, table, "no-examples", dmn.name());
                    }
                } catch (Refusal unreadable) {
                    found.refusal(Part.RULES, table, unreadable);
                } catch (JacksonException broken) {
                    found.error(Part.RULES, table, "examples-unreadable", table);
                }
            }
        }

        private void process(Form form, Part part, String path) {
            var bpmn = files.text(path);
            if (bpmn.isBlank()) {
                found.error(part, null, "no-process");
                processBroken = true;
                return;
            }
            var facts = new LinkedHashSet<>(KindReader.facts(form, read.values(), files));
            facts.add("part");
            // what an earlier step or call decided: decisions.legal
            facts.addAll(KindReader.steps(bpmn));
            for (var finding : processes.check(bpmn, facts)) {
                processBroken |= finding.isError();
                found.add(new KindFinding(
                        finding.isError() ? Level.ERROR : Level.WARNING,
                        part,
                        finding.element(),
                        finding.code(),
                        finding.sentence()));
            }
        }

        /** The form cannot know the steps of the process; here both are at hand. */
        private void fillable(Form form, Part part, String path) {
            var steps = KindReader.steps(files.text(path));
            form.steps().stream()
                    .filter(step -> !steps.contains(step))
                    .forEach(step -> found.warning(part, step, "no-such-step", step));
            for (var field : form.fields()) {
                boolean asked = field.computed() == null && field.kind() != FieldKind.GROUP;
                if (asked
                        && steps.stream()
                                .noneMatch(step -> form.access(step, field).editable())) {
                    found.error(
                            part, field.path(), "nobody-fills", field.title().isEmpty() ? field.path() : field.title());
                }
            }
        }

        private void calls() {
            var calls = new LinkedHashSet<>(KindReader.calls(files.text(KindPackage.PROCESS)));
            calls.addAll(KindReader.calls(files.text(KindPackage.PART_PROCESS)));
            calls.remove(name + "-part");
            for (var call : calls) {
                if (!call.equals(name) && callsOf.apply(call) == null) {
                    found.error(Part.PROCESS, null, "calls-unknown", call);
                }
            }
            boolean circle = KindReader.circles(name, calls, other -> {
                var further = callsOf.apply(other);
                return further == null ? Set.of() : further;
            });
            if (circle || KindReader.calls(files.text(KindPackage.PART_PROCESS)).contains(name + "-part")) {
                found.error(Part.PROCESS, null, "calls-itself");
            }
        }
    }
}
