package jinye.platform.workflow.process;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a node waits for that has no people of its own. */
public sealed interface Wait {

    /** A moment. */
    record Timer(Timing timing) implements Wait {}

    /** Something a desk does by itself, under a name of the closed registry. */
    record Service(String name) implements Wait {}

    /**
     * An event that somebody announces.
     *
     * @param correlate the fact that holds the record announced; null means the matter's own record
     */
    record Message(String name, @Nullable String correlate) implements Wait {}

    /**
     * Matters of another kind, each handled by its own process.
     *
     * @param ratio per cent of them that must be over before the matter goes on; 0 means it does not wait at all
     */
    record Call(String kind, @Nullable Each each, int ratio, Ended terminated, Rest rest) implements Wait {

        /** How many of so many must be over. */
        public int needed(int parts) {
            return Math.ceilDiv(parts * ratio, 100);
        }
    }

    /** One sub-matter for each entry of a list fact. */
    record Each(Of of, String fact) {
        /** What the entries are. */
        public enum Of {
            DEPARTMENTS,
            UNITS,
            ROWS
        }
    }

    /** What a sub-matter counts as when it was terminated. */
    enum Ended {
        /** It is over, like any other. */
        COUNTS,
        /** It does not count towards the ratio. */
        MISSING
    }

    /** What becomes of sub-matters still under way when enough are over. */
    enum Rest {
        STOP,
        GO_ON
    }

    static final Pattern KIND = Pattern.compile("[a-z]+\\.[a-z0-9-]+");
    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]*");
    static final Pattern FACT = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    static Wait service(Map<String, String> attributes, String where) {
        only(attributes, where, Set.of("service"));
        var name = attributes.get("service");
        if (name == null || !NAME.matcher(name).matches()) {
            throw new BadProcess("unknown-word", where, "service", String.valueOf(name));
        }
        return new Service(name);
    }

    static Wait message(@Nullable String name, Map<String, String> attributes, String where) {
        only(attributes, where, Set.of("message", "correlate"));
        var heard = attributes.getOrDefault("message", name == null ? "" : name);
        var correlate = attributes.get("correlate");
        if (!NAME.matcher(heard).matches()) {
            throw new BadProcess("unknown-word", where, "message", heard);
        }
        if (correlate != null && !FACT.matcher(correlate).matches()) {
            throw new BadProcess("unknown-word", where, "correlate", correlate);
        }
        return new Message(heard, correlate);
    }

    static Wait call(@Nullable String called, Map<String, String> attributes, String where) {
        only(attributes, where, Set.of("each", "wait", "ratio", "terminated", "rest"));
        if (called == null || !KIND.matcher(called).matches()) {
            throw new BadProcess("unknown-word", where, "calledElement", String.valueOf(called));
        }
        var waits = attributes.getOrDefault("wait", "yes");
        if (!waits.equals("yes") && !waits.equals("no")) {
            throw new BadProcess("unknown-word", where, "wait", waits);
        }
        var ratio = attributes.getOrDefault("ratio", "100");
        if (!ratio.matches("[1-9][0-9]?|100")) {
            throw new BadProcess("unknown-word", where, "ratio", ratio);
        }
        return new Call(
                called,
                each(attributes.get("each"), where),
                waits.equals("no") ? 0 : Integer.parseInt(ratio),
                NodeSettings.word(Ended.class, attributes, "terminated", Ended.COUNTS, where),
                NodeSettings.word(Rest.class, attributes, "rest", Rest.STOP, where));
    }

    private static @Nullable Each each(@Nullable String text, String where) {
        if (text == null) {
            return null;
        }
        var parts = text.strip().split(":", -1);
        for (var of : Each.Of.values()) {
            if (of.name().toLowerCase(Locale.ROOT).equals(parts[0])
                    && parts.length <= 2
                    && FACT.matcher(parts[parts.length - 1]).matches()) {
                return new Each(of, parts[parts.length - 1]);
            }
        }
        throw new BadProcess("unknown-word", where, "each", text);
    }

    private static void only(Map<String, String> attributes, String where, Set<String> known) {
        for (var name : attributes.keySet()) {
            if (!known.contains(name)) {
                throw new BadProcess("unknown-attribute", where, name);
            }
        }
    }

    /** How people call it. */
    default String term() {
        return switch (this) {
            case Timer timer -> "定时等待";
            case Service service -> "自动办理";
            case Message message -> "等待消息";
            case Call call -> "子办件";
        };
    }
}
