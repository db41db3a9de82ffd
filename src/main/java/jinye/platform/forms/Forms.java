package jinye.platform.forms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.platform.codes.Codes;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The front door of forms. A desk reads its form once ({@link #read}), shows a step what it may see ({@link Form#show}), checks
 * what the step sends ({@link #check}), keeps {@code data} of the answer in a column of its own, and takes from it the typed
 * values ({@link #indicators}) for its lists.
 *
 * <pre>
 * var form = forms.read(schemaText, layoutText);          // once, keep it
 * var data = forms.check(actor, form, "apply", before, after, Form.Purpose.SEND).accepted();   // 422 with all faults otherwise
 * var files = forms.files(form, data);                    // for Files.hold(actor, files, record)
 * </pre>
 */
@Service
public class Forms {

    private final References references;
    private final Codes codes;
    private final FormLimits limits;

    Forms(
            References references,
            Codes codes,
            @Value("${jinye.forms.fields-max:1000}") int fields,
            @Value("${jinye.forms.rows-max:5000}") int rows) {
        this.references = references;
        this.codes = codes;
        this.limits = new FormLimits(fields, rows);
    }

    /** @throws Form.Unreadable when it cannot be used at all */
    public Form read(String schema, String layout) {
        return Form.read(schema, layout, limits);
    }

    /** What is wrong or forgotten, dictionaries that are missing included. A form with an error must not be published. */
    public List<FormFinding> findings(Form form) {
        var findings = new ArrayList<>(form.findings());
        for (var field : form.fields()) {
            if (field.kind() == FieldKind.DICTIONARY) {
                var dictionary = field.one().path("x-dict").asString("");
                if (!codes.exists(dictionary)) {
                    findings.add(FormFinding.error(
                            FormFinding.Part.SCHEMA,
                            "/properties/" + field.path().replace("/", "/properties/"),
                            "forms.dictionary-missing",
                            field.title(),
                            dictionary));
                }
            }
        }
        return findings;
    }

    /** @throws Form.Unreadable with the errors among the findings, unless there are none */
    public void publishable(Form form) {
        var errors = findings(form).stream()
                .filter(finding -> finding.weight() == FormFinding.Weight.ERROR)
                .map(FormFinding::fault)
                .toList();
        if (!errors.isEmpty()) {
            throw new Form.Unreadable(errors);
        }
    }

    /**
     * Checks what a step sent, with people, units, codes and files looked up: the truth about a filled-in form. Files must be the
     * actor's own uploads or in the form already.
     *
     * @param step   node of the process, as named in the form's {@code access}
     * @param before what is kept of the form, empty at the start
     * @param after  what was sent: all, or only the fields that the step may edit
     */
    public Checked check(
            Actor actor, Form form, String step, ObjectNode before, ObjectNode after, Form.Purpose purpose) {
        return references.resolve(actor, form, form.check(step, before, after, purpose), before);
    }

    /** @param left paths of fields whose values have no place in the other version */
    public record Carried(ObjectNode data, List<String> left) {}

    /** What was filled in, taken from one version of a form to another. */
    public Carried carry(Form from, Form to, ObjectNode data) {
        return CarryOver.carry(from, to, data);
    }

    /** The declared values ({@code x-analyse}), typed, with the names of their codes. */
    public List<Indicator> indicators(Form form, ObjectNode data) {
        return form.indicators(data).stream().map(one -> named(form, one)).toList();
    }

    private Indicator named(Form form, Indicator indicator) {
        var field = form.field(indicator.field());
        var text = indicator.text();
        if (field == null || field.kind() != FieldKind.DICTIONARY || text == null) {
            return indicator;
        }
        var name = codes.names(field.one().path("x-dict").asString(""), List.of(text))
                .getOrDefault(text, text);
        return new Indicator(
                indicator.field(),
                indicator.title(),
                indicator.role(),
                indicator.type(),
                indicator.row(),
                text,
                indicator.number(),
                indicator.date(),
                name);
    }

    /** Ids of all files in the data, for the record that holds them. */
    public List<Long> files(Form form, ObjectNode data) {
        var found = new ArrayList<Long>();
        References.each(form, data, (field, pointer, value) -> {
            if (field.kind() == FieldKind.FILE) {
                value.forEach(file -> found.add(file.path("id").asLong(0)));
            }
        });
        return found;
    }

    /** Data kept as text, read so that amounts and numbers stay exact. */
    public static ObjectNode data(String json) {
        try {
            if (Texts.read(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (tools.jackson.core.JacksonException broken) {
            // refused below, with the same sentence
        }
        throw new Form.Unreadable(List.of(Refusal.Fault.at("", "forms.text-no-object")));
    }

    /** A value as people read it: the name of a code, 是 or 否, names of people joined by 、. */
    public String words(FormField field, JsonNode value) {
        if (Texts.empty(value)) {
            return "";
        }
        if (value.isArray() && field.kind() != FieldKind.TABLE) {
            return value.valueStream().map(one -> word(field, one)).collect(Collectors.joining("、"));
        }
        return word(field, value);
    }

    private String word(FormField field, JsonNode value) {
        return switch (field.kind()) {
            case DICTIONARY -> {
                var code = value.asString("");
                yield Objects.requireNonNull(
                        codes.names(field.one().path("x-dict").asString(""), List.of(code))
                                .getOrDefault(code, code));
            }
            case CHOICE -> Indicators.choice(field, value.asString());
            case PERSON, DEPARTMENT, UNIT, FILE -> value.path("name").asString("");
            case BOOLEAN -> value.asBoolean(false) ? "是" : "否";
            case DATE_TIME -> value.asString("").replace('T', ' ').replaceAll("(:\\d\\d)(:\\d\\d.*|[+Z].*)$", "$1");
            case TABLE -> value.size() + " 行";
            case MONEY -> grouped(value.asString());
            case TEXT, INTEGER, NUMBER, DATE -> value.asString();
            case GROUP -> "";
        };
    }

    /** 1,260,000.00, as amounts are read; what is no amount yet stays as it was typed. */
    private static String grouped(String amount) {
        return amount.matches("-?\\d{1,15}(\\.\\d+)?")
                ? String.format(Locale.ROOT, "%,.2f", new BigDecimal(amount))
                : amount;
    }
}
