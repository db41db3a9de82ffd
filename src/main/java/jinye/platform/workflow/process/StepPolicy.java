package jinye.platform.workflow.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user task says about the finer rules of handling: whose vote counts how much, what happens when the same person comes
 * again or nobody is found or somebody is away, who is sent a copy, and what the step lets its handlers see and change.
 *
 * @param weights  in order; the first that fits a voter counts, 1 when none does
 * @param copies   who is sent a copy (抄送) when the step is done
 * @param fields   rights by name of a field, {@code *} for all others
 * @param files    rights by name of a file or a sort of files, {@code *} for all others
 */
public record StepPolicy(
        List<Weight> weights,
        AutoPass autoPass,
        Nobody nobody,
        @Nullable Who instead,
        Absent absent,
        List<Who> copies,
        Map<String, FieldRight> fields,
        Map<String, FileRight> files) {

    public static final Set<String> ATTRIBUTES =
            Set.of("weights", "auto-pass", "nobody", "absent", "copy", "fields", "files");

    public static final StepPolicy NONE =
            new StepPolicy(List.of(), AutoPass.NONE, Nobody.REFUSE, null, Absent.WAIT, List.of(), Map.of(), Map.of());

    /** Whether who has said yes already is asked again. */
    public enum AutoPass {
        /** The person who did the step just before. */
        CONSECUTIVE,
        /** Whoever said yes at any earlier step. */
        ANY,
        NONE
    }

    /** What happens when the post is not filled. */
    public enum Nobody {
        REFUSE,
        SKIP,
        /** Whoever administers handling in the unit. */
        ADMIN,
        /** Somebody named by one of the words of {@link Who}. */
        INSTEAD
    }

    /** What happens when the handler is away (请假, 出差) on the day the step opens. */
    public enum Absent {
        WAIT,
        /** Whoever the absence names as substitute. */
        SUBSTITUTE,
        /** The next of the list who is present; with several handlers the present ones. */
        NEXT
    }

    public enum FieldRight {
        EDIT,
        REQUIRED,
        READ,
        HIDE
    }

    public enum FileRight {
        /** Add, replace, remove. */
        CONTROL,
        /** Change the content, keep the file. */
        EDIT,
        /** Take the original away, change nothing. */
        DOWNLOAD,
        /** Look at it here; the original is not handed out. */
        READ,
        HIDE
    }

    /** One entry of {@code weights}: {@code person:<id>}, {@code post:<title>} or a word of {@link Who}. */
    public record Weight(
            @Nullable Long person,
            @Nullable String post,
            @Nullable Who who,
            int votes) {}

    static StepPolicy read(Map<String, String> attributes, String where) {
        var nobody = attributes.get("nobody");
        return new StepPolicy(
                weights(attributes.get("weights"), where),
                word(AutoPass.class, attributes.get("auto-pass"), "auto-pass", AutoPass.NONE, where),
                isNamed(nobody) ? Nobody.INSTEAD : word(Nobody.class, nobody, "nobody", Nobody.REFUSE, where),
                nobody != null && isNamed(nobody) ? who(nobody, "nobody", where) : null,
                word(Absent.class, attributes.get("absent"), "absent", Absent.WAIT, where),
                copies(attributes.get("copy"), where),
                rights(FieldRight.class, attributes.get("fields"), "fields", where),
                rights(FileRight.class, attributes.get("files"), "files", where));
    }

    /** One of the words of {@link Who}, such as {@code role:R_OFFICE}, instead of a word of {@link Nobody}. */
    private static boolean isNamed(@Nullable String nobody) {
        return nobody != null && !nobody.strip().matches("refuse|skip|admin");
    }

    private static List<Weight> weights(@Nullable String text, String where) {
        var weights = new ArrayList<Weight>();
        for (var entry : entries(text)) {
            int equals = entry.lastIndexOf('=');
            var votes = equals < 0 ? "" : entry.substring(equals + 1).strip();
            var voter = equals < 0 ? "" : entry.substring(0, equals).strip();
            if (!votes.matches("[1-9][0-9]{0,2}") || voter.isEmpty()) {
                throw new BadProcess("unknown-word", where, "weights", entry);
            }
            int count = Integer.parseInt(votes);
            if (voter.matches("person:[0-9]{1,18}")) {
                weights.add(new Weight(Long.valueOf(voter.substring(7)), null, null, count));
            } else if (voter.startsWith("post:") && voter.length() > 5) {
                weights.add(new Weight(null, voter.substring(5), null, count));
            } else {
                weights.add(new Weight(null, null, who(voter, "weights", where), count));
            }
        }
        return List.copyOf(weights);
    }

    private static List<Who> copies(@Nullable String text, String where) {
        return entries(text).stream().map(word -> who(word, "copy", where)).toList();
    }

    private static <E extends Enum<E>> Map<String, E> rights(
            Class<E> type, @Nullable String text, String name, String where) {
        var rights = new LinkedHashMap<String, E>();
        for (var entry : entries(text)) {
            int colon = entry.lastIndexOf(':');
            var field = colon < 0 ? "" : entry.substring(0, colon).strip();
            if (!field.matches("\\*|[\\p{L}][\\p{L}\\p{N}./_-]{0,199}")
                    || rights.put(field, value(type, entry.substring(colon + 1), name, where)) != null) {
                throw new BadProcess("unknown-word", where, name, entry);
            }
        }
        return java.util.Collections.unmodifiableMap(rights);
    }

    /** Only those that can be looked up without somebody choosing. */
    private static Who who(String text, String name, String where) {
        var who = Who.read(text, where);
        if (who.pool() || who.isWholeStaff() || who.kind() == Who.Kind.CHOSEN_BY_PREVIOUS) {
            throw new BadProcess("unknown-word", where, name, text);
        }
        return who;
    }

    private static List<String> entries(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        return List.of(text.split(",")).stream()
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private static <E extends Enum<E>> E word(
            Class<E> type, @Nullable String text, String name, E absent, String where) {
        return text == null ? absent : value(type, text, name, where);
    }

    private static <E extends Enum<E>> E value(Class<E> type, String text, String name, String where) {
        for (var value : type.getEnumConstants()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(text.strip())
                    && !value.name().equals("INSTEAD")) {
                return value;
            }
        }
        throw new BadProcess("unknown-word", where, name, text);
    }
}
