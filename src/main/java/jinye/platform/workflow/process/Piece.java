package jinye.platform.workflow.process;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One node of a diagram being imported: what will be written. */
final class Piece {

    final String id;
    final String name;
    /** Attributes of BPMN itself. */
    final Map<String, String> own = new LinkedHashMap<>();
    /** Attributes in our namespace. */
    final Map<String, String> settings = new LinkedHashMap<>();

    String tag;
    /** For timers: {@code timeDuration} or {@code timeDate}. */
    @Nullable
    String timer;

    String timing = "";
    boolean message;

    Piece(String tag, String id, @Nullable String name) {
        this.tag = tag;
        this.id = id;
        this.name = name == null ? "" : name.strip();
    }
}
