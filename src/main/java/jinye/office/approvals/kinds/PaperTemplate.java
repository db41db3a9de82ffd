package jinye.office.approvals.kinds;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * 打印模板: HTML with places in double braces. {@code {{field}}} is replaced by what people read, {@code {{#items}} … {{/items}}}
 * is repeated for each row of a table with the columns as places. Everything put in is escaped; nothing else happens, so a
 * template from outside can read what is shown to the reader anyway and no more.
 */
public final class PaperTemplate {

    private static final Pattern PLACE = Pattern.compile("\\{\\{([#/]?)([\\p{L}_][\\p{L}\\p{N}_:/.-]{0,80})}}");
    private static final Pattern DANGEROUS = Pattern.compile(
            "<\\s*(script|iframe|object|embed|link|meta|base|form|input|svg|math|img|video|audio)|\\bon[a-z]+\\s*=|javascript:|url\\s*\\(|@import",
            Pattern.CASE_INSENSITIVE);

    private PaperTemplate() {}

    /** What could load or run something; the page is sandboxed as well. */
    static boolean isDangerous(String template) {
        return DANGEROUS.matcher(template.toLowerCase(Locale.ROOT)).find();
    }

    /** Places outside repeated pieces, and the names of the repeated pieces. */
    static Set<String> places(String template) {
        var places = new LinkedHashSet<String>();
        var matcher = PLACE.matcher(template);
        String inside = null;
        while (matcher.find()) {
            if (matcher.group(1).equals("#")) {
                inside = matcher.group(2);
                places.add(inside);
            } else if (matcher.group(1).equals("/")) {
                inside = null;
            } else if (inside == null) {
                places.add(matcher.group(2));
            }
        }
        return places;
    }

    /** @param rows of repeated pieces by name */
    public static String fill(
            String template, Map<String, String> values, Map<String, List<Map<String, String>>> rows) {
        var filled = template;
        for (var piece : rows.entrySet()) {
            var repeated = Pattern.compile(
                    "\\{\\{#" + Pattern.quote(piece.getKey()) + "}}(.*?)\\{\\{/" + Pattern.quote(piece.getKey()) + "}}",
                    Pattern.DOTALL);
            var matcher = repeated.matcher(filled);
            var text = new StringBuilder();
            while (matcher.find()) {
                var all = new StringBuilder();
                piece.getValue().forEach(row -> all.append(places(matcher.group(1), row)));
                matcher.appendReplacement(text, java.util.regex.Matcher.quoteReplacement(all.toString()));
            }
            matcher.appendTail(text);
            filled = text.toString();
        }
        return places(filled, values);
    }

    private static String places(String template, Map<String, String> values) {
        return PLACE.matcher(template)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                        found.group(1).isEmpty() ? escaped(values.getOrDefault(found.group(2), "")) : ""));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                // places inside what was filled in are text
                .replace("{{", "&#123;&#123;")
                .replace("\n", "<br>");
    }
}
