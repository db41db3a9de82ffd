package jinye.office.documents.versions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jinye.kernel.Moments;
import jinye.kernel.Refusal;
import jinye.office.documents.elements.DraftContent;
import jinye.office.documents.elements.Elements;
import jinye.office.documents.text.Body;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The immutable versions of a document, one after every step: what stood in it when somebody said yes. */
@Repository
public class DocumentVersions {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /** After which step the text is kept, and who took it. */
    public record Occasion(String node, String nodeName, String act, long person, String personName, Instant at) {}

    /** One version without its text, for the list. @param changed whether it differs from the one before */
    public record VersionRow(
            int number,
            String node,
            String nodeName,
            String act,
            String personName,
            Instant at,
            String hash,
            boolean changed) {}

    public record Version(
            int number, String title, Body body, Map<String, Object> elements, List<String> attachments, String hash) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;

    DocumentVersions(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Keeps the present text. */
    public void keep(long document, Elements elements, List<String> attachments, Occasion occasion) {
        jdbc.sql("""
                        insert into documents.version
                            (document, number, node, node_name, act, person, person_name, at, title, body, elements,
                             attachments, hash)
                        select :document, coalesce(max(number), 0) + 1, :node, :nodeName, :act, :person, :personName, :at,
                               :title, cast(:body as jsonb), cast(:elements as jsonb), :attachments, :hash
                        from documents.version where document = :document""")
                .param("document", document)
                .param("node", occasion.node())
                .param("nodeName", occasion.nodeName())
                .param("act", occasion.act())
                .param("person", occasion.person())
                .param("personName", occasion.personName())
                .param("at", Moments.to(occasion.at()))
                .param("title", elements.title())
                .param("body", json.writeValueAsString(elements.body().json()))
                .param(
                        "elements",
                        json.writeValueAsString(DraftContent.of(elements).withoutBody()))
                .param("attachments", attachments.toArray(String[]::new))
                .param("hash", hash(elements, attachments))
                .update();
    }

    public List<VersionRow> list(long document) {
        return jdbc.sql("""
                        select number, node, node_name, act, person_name, at, hash,
                               hash is distinct from lag(hash) over (order by number) as changed
                        from documents.version where document = :document order by number""")
                .param("document", document)
                .query((row, index) -> new VersionRow(
                        row.getInt("number"),
                        row.getString("node"),
                        row.getString("node_name"),
                        row.getString("act"),
                        row.getString("person_name"),
                        Moments.from(row, "at"),
                        row.getString("hash"),
                        row.getBoolean("changed")))
                .list();
    }

    public Version version(long document, int number) {
        return find("document = :document and number = :number", Map.of("document", document, "number", number))
                .orElseThrow(() -> new NoSuchVersion(number));
    }

    /** The newest version with this hash: the text that was signed. */
    public Optional<Version> withHash(long document, String hash) {
        return find(
                "document = :document and hash = :hash order by number desc limit 1",
                Map.of("document", document, "hash", hash));
    }

    private Optional<Version> find(String where, Map<String, Object> params) {
        return jdbc.sql("select number, title, body, elements, attachments, hash from documents.version where " + where)
                .params(params)
                .query((row, index) -> new Version(
                        row.getInt("number"),
                        row.getString("title"),
                        Body.read(json.readValue(row.getString("body"), OBJECT)),
                        json.readValue(row.getString("elements"), OBJECT),
                        List.of((String[]) row.getArray("attachments").getArray()),
                        row.getString("hash")))
                .optional();
    }

    public static String hash(Elements elements, List<String> attachments) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(elements.signedText(attachments).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static final class NoSuchVersion extends Refusal {
        NoSuchVersion(int number) {
            super(Kind.NOT_FOUND, "documents.no-such-version", number);
        }
    }
}
