package jinye.office.documents.versions;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import jinye.office.documents.elements.DraftContent;
import jinye.office.documents.elements.Elements;
import org.jspecify.annotations.Nullable;

/**
 * 复核 (条例 art. 25(1)): a formal slip may be corrected by the office; a substantive change goes back to the signer. What counts
 * as substantive is decided here and not left to whoever made the change: any element, any number, any block added or taken
 * away, or more than a few characters.
 */
public final class Recheck {

    static final int FORMAL_CHARACTERS_MAX = 12;

    private static final Set<String> FORMAL_ELEMENTS = Set.of("retention", "copies", "publicityReason");
    private static final Pattern NUMBER = Pattern.compile("[0-9０-９%％]");

    private Recheck() {}

    public static boolean substantive(DocumentVersions.Version signed, Elements now, List<String> attachments) {
        if (!signed.title().equals(now.title()) || !signed.attachments().equals(attachments)) {
            return true;
        }
        if (elementsDiffer(signed.elements(), DraftContent.of(now).withoutBody())) {
            return true;
        }
        var diff = BodyDiff.between(signed.body(), now.body());
        boolean blocks = diff.stream().anyMatch(block -> block.change() != BodyDiff.Change.KEPT);
        boolean numbers = diff.stream()
                .flatMap(block -> block.parts().stream())
                .anyMatch(part -> part.change() != BodyDiff.Change.KEPT
                        && NUMBER.matcher(part.text()).find());
        return blocks || numbers || BodyDiff.distance(signed.body(), now.body()) > FORMAL_CHARACTERS_MAX;
    }

    private static boolean elementsDiffer(Map<String, Object> before, Map<String, Object> after) {
        var names = new HashSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeAll(FORMAL_ELEMENTS);
        return names.stream().anyMatch(name -> !same(before.get(name), after.get(name)));
    }

    /** Numbers come back from JSON in other types than they went in. */
    private static boolean same(@Nullable Object one, @Nullable Object other) {
        return Objects.equals(String.valueOf(one), String.valueOf(other));
    }
}
