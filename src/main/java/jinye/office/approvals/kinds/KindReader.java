package jinye.office.approvals.kinds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import jinye.platform.forms.Form;
import jinye.platform.forms.Forms;
import jinye.platform.rules.DecisionTable;
import jinye.platform.rules.DecisionTables;
import jinye.platform.workflow.ProcessDefinitions;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads a package. */
@Component
class KindReader {

    private static final Pattern STEP = Pattern.compile("<(?:\\w+:)?userTask\\b[^>]*?\\bid=\"([^\"]+)\"");
    private static final Pattern CALL = Pattern.compile("\\bcalledElement=\"approvals\\.([a-z0-9-]+)\"");
    private static final Pattern CALL_NODE = Pattern.compile("<(?:\\w+:)?callActivity\\b[^>]*?\\bid=\"([^\"]+)\"");
    private static final TypeReference<List<DecisionTables.TableExample>> EXAMPLES = new TypeReference<>() {};

    private final Forms forms;
    private final DecisionTables tables;
    private final ProcessDefinitions processes;
    private final JsonMapper json;

    KindReader(Forms forms, DecisionTables tables, ProcessDefinitions processes, JsonMapper json) {
        this.forms = forms;
        this.tables = tables;
        this.processes = processes;
        this.json = json;
    }

    /** A package that was published, so that nothing in it is wrong. */
    Kind kind(KindPackage files, int version) {
        try {
            var settings = KindSettings.read(files.text(KindPackage.SETTINGS));
            var form = form(files);
            var partForm = files.isParallel() ? partForm(files) : null;
            return new Kind(
                    settings.name(),
                    version,
                    settings,
                    form,
                    Secrets.of(form, processes.limits(files.text(KindPackage.PROCESS))),
                    partForm,
                    partForm == null
                            ? Secrets.NONE
                            : Secrets.of(partForm, processes.limits(files.text(KindPackage.PART_PROCESS))),
                    tables(files),
                    files.text(KindPackage.PAPER));
        } catch (KindSettings.Unreadable broken) {
            throw new IllegalStateException(
                    "a published kind cannot be read: " + broken.code + " " + broken.what, broken);
        }
    }

    Form form(KindPackage files) {
        return forms.read(files.text(KindPackage.FORM), files.text(KindPackage.LAYOUT));
    }

    Form partForm(KindPackage files) {
        return forms.read(files.text(KindPackage.PART_FORM), files.text(KindPackage.PART_LAYOUT));
    }

    /** By name, in the order in which they are asked: a later one may use what an earlier one says. */
    Map<String, DecisionTable> tables(KindPackage files) {
        var read = new LinkedHashMap<String, DecisionTable>();
        tableNames(files).forEach(name -> read.put(name, tables.read(files.text("rules/" + name + ".dmn"))));
        return read;
    }

    static List<String> tableNames(KindPackage files) {
        return files.files().keySet().stream()
                .filter(path -> path.startsWith("rules/") && path.endsWith(".dmn"))
                .map(path -> path.substring(6, path.length() - 4))
                .sorted()
                .toList();
    }

    List<DecisionTables.TableExample> examples(KindPackage files, String table) {
        var text = files.optional("rules/" + table + ".examples.json");
        return text == null || text.isBlank() ? List.of() : json.readValue(text, EXAMPLES);
    }

    /** Ids of the steps that people handle. */
    static Set<String> steps(String bpmn) {
        return found(STEP, bpmn);
    }

    /** Names of the kinds that a process asks. */
    static Set<String> calls(String bpmn) {
        return found(CALL, bpmn);
    }

    static Set<String> callNodes(String bpmn) {
        return found(CALL_NODE, bpmn);
    }

    private static Set<String> found(Pattern pattern, String text) {
        var found = new LinkedHashSet<String>();
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    /** What conditions and tables may ask for. */
    static Set<String> facts(Form form, Iterable<DecisionTable> tables, KindPackage files) {
        var facts = new LinkedHashSet<>(Facts.names(form));
        facts.addAll(Facts.OF_APPLICANT);
        if (files.isParallel()) {
            facts.addAll(Facts.OF_PARTS);
        }
        facts.addAll(callNodes(files.text(KindPackage.PROCESS)));
        tables.forEach(table -> facts.addAll(DecisionTables.outputs(table)));
        return facts;
    }

    /** Other kinds' processes as they are in force, for finding circles. */
    static boolean circles(String name, Set<String> calls, java.util.function.Function<String, Set<String>> callsOf) {
        var waiting = new ArrayList<>(calls);
        var seen = new TreeMap<String, Boolean>();
        while (!waiting.isEmpty()) {
            var next = waiting.removeLast();
            if (next.equals(name)) {
                return true;
            }
            if (seen.put(next, true) == null) {
                waiting.addAll(callsOf.apply(next));
            }
        }
        return false;
    }
}
