package jinye.platform.workflow.process;

import org.jspecify.annotations.Nullable;

/** One sequence flow of a diagram being imported. */
final class Way {

    final String id;
    final String name;
    String from;
    String to;

    @Nullable
    String condition;

    Way(String id, @Nullable String name, String from, String to, @Nullable String condition) {
        this.id = id;
        this.name = name == null ? "" : name.strip();
        this.from = from;
        this.to = to;
        this.condition = condition;
    }
}
