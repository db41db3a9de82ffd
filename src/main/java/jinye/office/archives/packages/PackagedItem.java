package jinye.office.archives.packages;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import jinye.kernel.RecordId;
import jinye.office.archives.items.ItemPart;
import org.jspecify.annotations.Nullable;

/**
 * One 件 as it travels.
 *
 * @param elements DA/T 46-2009, as corrected until now, in the standard's order
 * @param source   the record at its desk, as the sender knows it
 * @param manifest what was signed on the day of filing, with that signature and the signer's certificate
 */
record PackagedItem(
        SequencedMap<String, String> elements,
        RecordId source,
        List<Part> parts,
        List<Act> acts,
        Map<String, String> agents,
        String manifest,
        byte @Nullable [] signature,
        byte @Nullable [] certificate) {

    /** @param path inside the package, empty when the content stands in the XML itself */
    record Part(ItemPart file, String path) {}

    /** 业务实体. */
    record Act(String act, Instant at, String by, String description) {}

    String archiveNumber() {
        return elements.getOrDefault("档号", "");
    }

    String title() {
        return elements.getOrDefault("题名", "");
    }
}
