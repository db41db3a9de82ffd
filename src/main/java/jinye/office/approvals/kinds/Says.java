package jinye.office.approvals.kinds;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one map of {@code kind.yaml} says. */
record Says(Map<?, ?> all) {

    String required(String key) throws KindSettings.Unreadable {
        var text = optional(key);
        if (text == null) {
            throw new KindSettings.Unreadable("settings-missing", key);
        }
        return text;
    }

    @Nullable
    String optional(String key) {
        var value = all.get(key);
        return value == null || String.valueOf(value).isBlank()
                ? null
                : String.valueOf(value).strip();
    }

    String text(String key, String otherwise) {
        var text = optional(key);
        return text == null ? otherwise : text;
    }

    List<String> list(String key) {
        return all.get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    @Nullable
    Says map(String key) {
        return all.get(key) instanceof Map<?, ?> map ? new Says(map) : null;
    }

    List<Says> maps(String key) {
        var found = new ArrayList<Says>();
        if (all.get(key) instanceof List<?> list) {
            for (var entry : list) {
                if (entry instanceof Map<?, ?> map) {
                    found.add(new Says(map));
                }
            }
        }
        return found;
    }
}
