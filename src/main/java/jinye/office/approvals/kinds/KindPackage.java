package jinye.office.approvals.kinds;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A kind as files, the same in the application's resources, in the database and in a zip. See
 * docs/how-to/write-an-approval-kind.md.
 *
 * @param files text by path; only the paths known here
 */
public record KindPackage(Map<String, String> files) {

    public static final String SETTINGS = "kind.yaml";
    public static final String FORM = "form.schema.json";
    public static final String LAYOUT = "form.layout.json";
    public static final String PROCESS = "process.bpmn";
    public static final String PAPER = "paper.html";
    /** What each department fills in when several are asked at once (并联审批). */
    public static final String PART_FORM = "part.schema.json";

    public static final String PART_LAYOUT = "part.layout.json";
    public static final String PART_PROCESS = "part.bpmn";

    private static final Pattern KNOWN = Pattern.compile(
            "kind\\.yaml|form\\.(schema|layout)\\.json|process\\.bpmn|paper\\.html|part\\.(schema|layout)\\.json|part\\.bpmn|rules/[a-z][a-z0-9-]{0,40}\\.(dmn|examples\\.json)");

    public KindPackage {
        files = java.util.Collections.unmodifiableMap(new TreeMap<>(files));
    }

    static boolean knows(String path) {
        return KNOWN.matcher(path).matches();
    }

    /** @return the text, empty when the file is not there */
    public String text(String path) {
        return files.getOrDefault(path, "");
    }

    public @Nullable String optional(String path) {
        return files.get(path);
    }

    public boolean has(String path) {
        return files.containsKey(path);
    }

    /** Whether departments are asked in parallel. */
    public boolean isParallel() {
        return has(PART_PROCESS) || has(PART_FORM);
    }

    /** Of all files with their names, in order. */
    public String sha256() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            files.forEach((path, text) -> {
                digest.update((path + "\n").getBytes(StandardCharsets.UTF_8));
                var bytes = text.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
