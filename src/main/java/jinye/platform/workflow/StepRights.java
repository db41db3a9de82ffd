package jinye.platform.workflow;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import jinye.platform.workflow.process.StepPolicy;
import jinye.platform.workflow.process.StepPolicy.FieldRight;
import jinye.platform.workflow.process.StepPolicy.FileRight;
import org.jspecify.annotations.Nullable;

/**
 * What the steps a person handles let them do with the fields and files of the record, as the process file says; when nothing of
 * it is in their hands any more, what the steps let them do that they handled. Desks enforce it: the task page only draws it. A
 * column nobody mentions follows its table ({@code items/price} follows {@code items}), any other name falls under {@code *}, and
 * without that everything is allowed.
 */
public final class StepRights {

    private static final String OTHERS = "*";

    private final Map<String, FieldRight> fields;
    private final Map<String, FileRight> files;

    private StepRights(Map<String, FieldRight> fields, Map<String, FileRight> files) {
        this.fields = fields;
        this.files = files;
    }

    static StepRights of(StepPolicy policy) {
        return new StepRights(policy.fields(), policy.files());
    }

    /** Who handles two steps at once has the wider right of both. */
    StepRights or(StepRights other) {
        return new StepRights(widest(fields, other.fields), widest(files, other.files));
    }

    private static <E extends Enum<E>> Map<String, E> widest(Map<String, E> one, Map<String, E> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Map.of();
        }
        var names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        var all = new HashMap<String, E>();
        for (var name : names) {
            var left = told(one, name);
            var right = told(other, name);
            // the words are listed from the widest to the narrowest
            if (left != null && right != null) {
                all.put(name, left.compareTo(right) <= 0 ? left : right);
            }
        }
        return all;
    }

    public boolean mayRead(String field) {
        return field(field) != FieldRight.HIDE;
    }

    public boolean mayEdit(String field) {
        return field(field).compareTo(FieldRight.REQUIRED) <= 0;
    }

    public boolean mustFill(String field) {
        return field(field) == FieldRight.REQUIRED;
    }

    /** @param names of the file, the most particular first: its own, then the sort it belongs to */
    public boolean mayReadFile(String... names) {
        return file(names) != FileRight.HIDE;
    }

    /** Whether the original may be taken away; who may only read is shown pages or text. */
    public boolean mayDownloadFile(String... names) {
        return file(names).compareTo(FileRight.DOWNLOAD) <= 0;
    }

    public boolean mayEditFile(String... names) {
        return file(names).compareTo(FileRight.EDIT) <= 0;
    }

    /** Add, replace, remove. */
    public boolean mayControlFile(String... names) {
        return file(names) == FileRight.CONTROL;
    }

    private FieldRight field(String name) {
        return Objects.requireNonNullElse(told(fields, name), FieldRight.EDIT);
    }

    private FileRight file(String... names) {
        for (var name : names) {
            var right = files.get(name);
            if (right != null) {
                return right;
            }
        }
        return Objects.requireNonNullElse(files.get(OTHERS), FileRight.CONTROL);
    }

    private static <E> @Nullable E told(Map<String, E> rights, String name) {
        for (var path = name; ; path = path.substring(0, path.lastIndexOf('/'))) {
            var right = rights.get(path);
            if (right != null) {
                return right;
            }
            if (!path.contains("/")) {
                return rights.get(OTHERS);
            }
        }
    }
}
