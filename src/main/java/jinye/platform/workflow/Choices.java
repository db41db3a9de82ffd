package jinye.platform.workflow;

import java.util.List;
import java.util.Map;

/** Whom the sender chose for coming nodes that leave it to them; in order. */
record Choices(Map<String, List<Long>> byNode) {

    static final Choices NONE = new Choices(Map.of());

    List<Long> of(String node) {
        return byNode.getOrDefault(node, List.of());
    }
}
