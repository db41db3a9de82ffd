package jinye.office.documents.versions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import jinye.office.documents.text.Fields;

/**
 * What changed from one version to another: title, body, elements and attachments.
 *
 * @param from, to numbers of the versions; 0 is the text as it stands now
 */
public record VersionDiff(
        int from,
        int to,
        List<BodyDiff.DiffPart> title,
        List<BodyDiff.DiffBlock> body,
        List<ElementChange> elements,
        List<BodyDiff.DiffPart> attachments) {

    /** @param name the element's name in the draft. @param term its Chinese name */
    record ElementChange(String name, String term, String before, String after) {}

    public static VersionDiff between(DocumentVersions.Version from, DocumentVersions.Version to) {
        return new VersionDiff(
                from.number(),
                to.number(),
                BodyDiff.parts(from.title(), to.title()),
                BodyDiff.between(from.body(), to.body()),
                elements(from.elements(), to.elements()),
                BodyDiff.parts(String.join("\n", from.attachments()), String.join("\n", to.attachments())));
    }

    private static List<ElementChange> elements(Map<String, Object> before, Map<String, Object> after) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        var changes = new ArrayList<ElementChange>();
        for (var name : names) {
            var one = Objects.toString(before.get(name), "");
            var other = Objects.toString(after.get(name), "");
            if (!one.equals(other)) {
                changes.add(new ElementChange(name, Fields.term(name), one, other));
            }
        }
        return changes;
    }
}
