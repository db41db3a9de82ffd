package jinye.safeguard.audit.proof;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import jinye.safeguard.cryptography.Digests;
import org.jspecify.annotations.Nullable;

/**
 * One entry as the chain sees it. GB/T 22239-2019 8.1.4.3: date, time, user, event, object and result of every important act.
 *
 * @param facts  a JSON object, written as the log keeps it
 * @param result done or refused
 */
public record LogEntry(
        long id,
        Instant at,
        String act,
        String module,
        long record,
        @Nullable Long person,
        @Nullable String personName,
        @Nullable Long post,
        @Nullable String postTitle,
        @Nullable Long department,
        @Nullable String departmentName,
        @Nullable Long unit,
        @Nullable String unitName,
        @Nullable Long onBehalfPerson,
        @Nullable String onBehalfName,
        String result,
        String facts,
        @Nullable String request,
        @Nullable String address) {

    /** A leaf and an inner node of the tree must never be mistaken for each other (RFC 6962 2.1). */
    private static final byte[] LEAF = {0};

    /**
     * The entry in one fixed spelling: members in this order, nothing left out, only what JSON demands escaped. The line is what is
     * digested and what is exported, so whoever has the file can digest it without knowing JSON.
     */
    public String line() {
        var line = new StringBuilder(400).append("{\"id\":").append(id);
        text(line, "at", at.toString());
        text(line, "act", act);
        text(line, "module", module);
        number(line, "record", record);
        number(line, "person", person);
        text(line, "personName", personName);
        number(line, "post", post);
        text(line, "postTitle", postTitle);
        number(line, "department", department);
        text(line, "departmentName", departmentName);
        number(line, "unit", unit);
        text(line, "unitName", unitName);
        number(line, "onBehalfPerson", onBehalfPerson);
        text(line, "onBehalfName", onBehalfName);
        text(line, "result", result);
        line.append(",\"facts\":").append(facts);
        text(line, "request", request);
        text(line, "address", address);
        return line.append('}').toString();
    }

    public byte[] leaf() {
        return leaf(line());
    }

    static byte[] leaf(String line) {
        return Digests.sm3(LEAF, line.getBytes(StandardCharsets.UTF_8));
    }

    private static void number(StringBuilder line, String name, @Nullable Long value) {
        line.append(",\"").append(name).append("\":").append(value);
    }

    private static void text(StringBuilder line, String name, @Nullable String value) {
        line.append(",\"").append(name).append("\":");
        if (value == null) {
            line.append("null");
            return;
        }
        line.append('"');
        for (int at = 0; at < value.length(); at++) {
            char letter = value.charAt(at);
            if (letter == '"' || letter == '\\') {
                line.append('\\').append(letter);
            } else if (letter < ' ') {
                line.append(String.format("\\u%04x", (int) letter));
            } else {
                line.append(letter);
            }
        }
        line.append('"');
    }
}
