package jinye.office.approvals.kinds;

import java.util.List;
import java.util.Map;
import jinye.platform.forms.Form;
import jinye.platform.forms.Indicator;
import jinye.platform.rules.DecisionTable;
import org.jspecify.annotations.Nullable;

/**
 * One published version of a kind, read. Requests keep the version they began with.
 *
 * @param secrets  fields that some step may not see
 * @param tables   by name of their file
 * @param partForm what each department fills in, null unless several are asked in parallel
 * @param partSecrets fields of it that some step of theirs may not see
 */
public record Kind(
        String name,
        int version,
        KindSettings settings,
        Form form,
        Secrets secrets,
        @Nullable Form partForm,
        Secrets partSecrets,
        Map<String, DecisionTable> tables,
        String paper) {

    /** The kind of its matters: {@code approvals.leave}. */
    public String matter() {
        return matter(name);
    }

    public static String matter(String name) {
        return "approvals." + name;
    }

    /** The kind of the matters that ask one department each. */
    public static String partMatter(String name) {
        return matter(name) + "-part";
    }

    public String partMatter() {
        return partMatter(name);
    }

    /** Whether there is anything that not everybody who may read a request may see. */
    public boolean keepsBack() {
        return !secrets.isEmpty() || !partSecrets.isEmpty();
    }

    /** Declared fields that lists show. */
    public List<String> indicatorFields() {
        return settings.indicators().stream()
                .filter(field -> !secrets.contains(field))
                .toList();
    }

    /** The declared values that lists, totals and exports may show. */
    public List<Indicator> shown(List<Indicator> indicators) {
        return indicators.stream()
                .filter(indicator -> !secrets.contains(indicator.field()))
                .toList();
    }
}
