package jinye.office.archives.inspection;

import java.util.List;
import java.util.Map;
import jinye.kernel.RecordId;
import jinye.office.archives.items.ItemPart;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at: a draft, a numbered record before filing, an item, or what came out of a package.
 *
 * @param item     null before filing and for what came from elsewhere
 * @param metadata elements by their names in DA/T 46-2009
 * @param process  how many acts and opinions the trail has, null when there is none to ask
 * @param text     title and body, for the words that may not stand in them
 */
public record Subject(
        String name,
        long unit,
        RecordId record,
        String flow,
        @Nullable Long item,
        Map<String, String> metadata,
        List<ItemPart> parts,
        @Nullable Process process,
        String text) {

    public record Process(int acts, int opinions) {}

    String element(String name) {
        return metadata.getOrDefault(name, "");
    }
}
