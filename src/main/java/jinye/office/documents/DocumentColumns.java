package jinye.office.documents;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinye.kernel.Moments;
import jinye.kernel.Urgency;
import jinye.office.documents.elements.Direction;
import jinye.office.documents.elements.Elements;
import jinye.office.documents.elements.IssuedBy;
import jinye.office.documents.elements.Publicity;
import jinye.office.documents.text.Body;
import jinye.platform.numbering.TakenNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Which element of a document stands in which column, in both directions. */
@Component
class DocumentColumns {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JsonMapper json;

    DocumentColumns(JsonMapper json) {
        this.json = json;
    }

    Map<String, Object> of(Document document) {
        var columns = new LinkedHashMap<String, Object>();
        columns.put("id", document.id);
        columns.put("version", document.version);
        columns.put("flow", document.flow.word());
        columns.put("state", document.state.name());
        columns.put("unit", document.origin.unit());
        columns.put("unit_name", document.origin.unitName());
        columns.put("department", document.origin.department());
        columns.put("department_name", document.origin.departmentName());
        columns.put("department_code", document.origin.departmentCode());
        columns.put("author", document.origin.author());
        columns.put("author_name", document.origin.authorName());
        columns.put("created_at", Moments.to(document.origin.createdAt()));
        columns.put("changed_at", Moments.to(document.changedAt));
        columns.put("changed_by", document.changedBy);
        elements(columns, document.elements);
        handling(columns, document);
        incoming(columns, document.incoming);
        return columns;
    }

    private void elements(Map<String, Object> columns, Elements elements) {
        columns.put("kind", elements.kind());
        columns.put("title", elements.title());
        columns.put("body", json.writeValueAsString(elements.body().json()));
        columns.put("body_text", elements.body().plainText());
        columns.put("urgency", elements.urgency().name());
        columns.put("direction", elements.direction().name());
        columns.put("issued_by", elements.issuedBy().name());
        columns.put("main_to", numbers(elements.mainTo()));
        columns.put("main_to_outside", texts(elements.mainToOutside()));
        columns.put("copy_to", numbers(elements.copyTo()));
        columns.put("copy_to_outside", texts(elements.copyToOutside()));
        put(
                columns,
                "publicity",
                elements.publicity() == null ? null : elements.publicity().name());
        columns.put("publicity_reason", elements.publicityReason());
        columns.put("note", elements.note());
        columns.put("contact", elements.contact());
        columns.put("contact_phone", elements.contactPhone());
        columns.put("copies", elements.copies());
        columns.put("single_matter", elements.singleMatter());
        columns.put("important", elements.important());
        columns.put("normative", elements.normative());
        columns.put("countersigners", numbers(elements.countersigners()));
        columns.put("joint_units", numbers(elements.jointUnits()));
        put(columns, "signer", elements.signer());
        put(columns, "reference", elements.reference());
        columns.put("reference_title", elements.referenceTitle());
        columns.put("reference_number", elements.referenceNumber());
        put(columns, "retention", elements.retention());
        columns.put("reasons", json.writeValueAsString(elements.reasons()));
        columns.put("memo_matter", elements.memo().matter());
        put(columns, "memo_amount", elements.memo().amount());
        columns.put("memo_budget_item", elements.memo().budgetItem());
    }

    private static void handling(Map<String, Object> columns, Document document) {
        var taken = document.taken;
        put(columns, "number", document.number);
        put(columns, "series", taken == null ? null : taken.series());
        put(columns, "number_year", taken == null ? null : taken.year());
        put(columns, "number_value", taken == null ? null : taken.number());
        columns.put("objections", texts(document.objections));
        var signature = document.signature;
        put(columns, "signed_by", signature == null ? null : signature.person());
        put(columns, "signed_by_name", signature == null ? null : signature.name());
        put(columns, "signed_opinion", signature == null ? null : signature.opinion());
        put(columns, "signed_at", signature == null ? null : Moments.toNullable(signature.at()));
        put(columns, "signed_hash", signature == null ? null : signature.hash());
        put(columns, "issue_date", document.issueDate);
        var printed = document.printed;
        put(columns, "paper", printed == null ? null : printed.paper());
        columns.put("paper_missing", texts(printed == null ? List.of() : printed.missing()));
        put(columns, "print_date", printed == null ? null : printed.date());
        put(columns, "ofd", document.ofd);
        put(columns, "sheet", document.sheet);
        put(columns, "sealed_at", Moments.toNullable(document.sealedAt));
        put(columns, "distributed_at", Moments.toNullable(document.distributedAt));
        columns.put("receivers", document.receivers);
        put(columns, "result", document.result);
        put(columns, "ended_at", Moments.toNullable(document.endedAt));
        var voiding = document.voiding;
        put(columns, "void_how", voiding == null ? null : voiding.how());
        put(columns, "void_reason", voiding == null ? null : voiding.reason());
        put(columns, "void_at", voiding == null ? null : Moments.toNullable(voiding.at()));
        put(columns, "archive_number", document.archiveNumber);
        put(columns, "filed_at", Moments.toNullable(document.filedAt));
    }

    private static void incoming(Map<String, Object> columns, @Nullable Incoming incoming) {
        put(columns, "incoming_envelope", incoming == null ? null : incoming.envelope());
        put(columns, "incoming_register_number", incoming == null ? null : incoming.registerNumber());
        put(columns, "incoming_from", incoming == null ? null : incoming.from());
        put(columns, "incoming_source_class", incoming == null ? null : incoming.sourceClass());
        put(columns, "incoming_handling", incoming == null ? null : incoming.handling());
        put(columns, "incoming_received_at", incoming == null ? null : Moments.toNullable(incoming.receivedAt()));
        columns.put("incoming_leaders", numbers(incoming == null ? List.of() : incoming.leaders()));
        put(columns, "incoming_lead_department", incoming == null ? null : incoming.leadDepartment());
        columns.put(
                "incoming_assist_departments", numbers(incoming == null ? List.of() : incoming.assistDepartments()));
        columns.put("incoming_readers", numbers(incoming == null ? List.of() : incoming.readers()));
        put(columns, "incoming_deadline", incoming == null ? null : incoming.deadline());
        put(columns, "incoming_rejected", incoming == null ? null : incoming.rejected());
    }

    Document read(ResultSet row, int index) throws SQLException {
        var document = new Document(
                row.getLong("id"),
                row.getLong("version"),
                Flow.of(row.getString("flow")),
                new Document.Origin(
                        row.getLong("unit"),
                        row.getString("unit_name"),
                        row.getLong("department"),
                        row.getString("department_name"),
                        row.getString("department_code"),
                        row.getLong("author"),
                        row.getString("author_name"),
                        Moments.from(row, "created_at")),
                DocumentState.valueOf(row.getString("state")),
                readElements(row),
                Moments.from(row, "changed_at"),
                row.getString("changed_by"));
        readHandling(row, document);
        document.incoming = readIncoming(row);
        return document;
    }

    private Elements readElements(ResultSet row) throws SQLException {
        var publicity = row.getString("publicity");
        return new Elements(
                row.getString("kind"),
                row.getString("title"),
                Body.read(json.readValue(row.getString("body"), OBJECT)),
                Urgency.valueOf(row.getString("urgency")),
                Direction.valueOf(row.getString("direction")),
                IssuedBy.valueOf(row.getString("issued_by")),
                numbers(row, "main_to"),
                texts(row, "main_to_outside"),
                numbers(row, "copy_to"),
                texts(row, "copy_to_outside"),
                publicity == null ? null : Publicity.valueOf(publicity),
                row.getString("publicity_reason"),
                row.getString("note"),
                row.getString("contact"),
                row.getString("contact_phone"),
                row.getInt("copies"),
                row.getBoolean("single_matter"),
                row.getBoolean("important"),
                row.getBoolean("normative"),
                numbers(row, "countersigners"),
                numbers(row, "joint_units"),
                number(row, "signer"),
                number(row, "reference"),
                row.getString("reference_title"),
                row.getString("reference_number"),
                row.getString("retention"),
                json.readValue(row.getString("reasons"), TEXTS),
                new Elements.MemoElements(
                        row.getString("memo_matter"),
                        row.getObject("memo_amount", BigDecimal.class),
                        row.getString("memo_budget_item")));
    }

    private static void readHandling(ResultSet row, Document document) throws SQLException {
        document.number = row.getString("number");
        var series = row.getString("series");
        if (series != null && document.number != null) {
            document.taken =
                    new TakenNumber(series, row.getInt("number_year"), row.getInt("number_value"), document.number);
        }
        document.objections = texts(row, "objections");
        document.issueDate = row.getObject("issue_date", LocalDate.class);
        var signer = number(row, "signed_by");
        var signedAt = Moments.fromNullable(row, "signed_at");
        if (signer != null && signedAt != null && document.issueDate != null) {
            document.signature = new Document.Signature(
                    signer,
                    row.getString("signed_by_name"),
                    row.getString("signed_opinion"),
                    document.issueDate,
                    signedAt,
                    row.getString("signed_hash"));
        }
        var paper = number(row, "paper");
        var printDate = row.getObject("print_date", LocalDate.class);
        if (paper != null && printDate != null) {
            document.printed = new Document.Printed(paper, texts(row, "paper_missing"), printDate);
        }
        document.ofd = number(row, "ofd");
        document.sheet = number(row, "sheet");
        document.sealedAt = Moments.fromNullable(row, "sealed_at");
        document.distributedAt = Moments.fromNullable(row, "distributed_at");
        document.receivers = row.getInt("receivers");
        document.result = row.getString("result");
        document.endedAt = Moments.fromNullable(row, "ended_at");
        var voidAt = Moments.fromNullable(row, "void_at");
        if (voidAt != null) {
            document.voiding = new Voiding(row.getString("void_how"), row.getString("void_reason"), voidAt);
        }
        document.archiveNumber = row.getString("archive_number");
        document.filedAt = Moments.fromNullable(row, "filed_at");
    }

    private static @Nullable Incoming readIncoming(ResultSet row) throws SQLException {
        var received = Moments.fromNullable(row, "incoming_received_at");
        if (received == null) {
            return null;
        }
        return new Incoming(
                number(row, "incoming_envelope"),
                row.getString("incoming_register_number"),
                row.getString("incoming_from"),
                row.getString("incoming_source_class"),
                row.getString("incoming_handling"),
                received,
                numbers(row, "incoming_leaders"),
                number(row, "incoming_lead_department"),
                numbers(row, "incoming_assist_departments"),
                numbers(row, "incoming_readers"),
                row.getObject("incoming_deadline", LocalDate.class),
                row.getString("incoming_rejected"));
    }

    @SuppressWarnings("NullAway") // JDBC takes null for a column without value; the map says so nowhere
    private static void put(Map<String, Object> columns, String column, @Nullable Object value) {
        columns.put(column, value);
    }

    private static Long[] numbers(List<Long> ids) {
        return ids.toArray(Long[]::new);
    }

    private static String[] texts(List<String> texts) {
        return texts.toArray(String[]::new);
    }

    private static List<Long> numbers(ResultSet row, String column) throws SQLException {
        return List.of((Long[]) array(row, column));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) array(row, column));
    }

    private static Object array(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array.getArray();
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Long.class);
    }
}
