package jinye.platform.forms;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON texts exactly: decimals stay decimals, a name stands once, nothing is nested without end. */
final class Texts {

    private static final Pattern QUANTIFIED_GROUP = Pattern.compile("\\)(?:[*+]|\\{\\d+,\\d*})");
    private static final Pattern OPEN_QUANTIFIER = Pattern.compile("(?<!\\\\)[*+]|\\{\\d+,}");

    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxStringLength(FormLimits.TEXT_MAX)
                            .maxNumberLength(40)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Texts() {}

    static JsonNode read(String text) throws JacksonException {
        return JSON.readTree(text);
    }

    /** Values are the same when people would say so: numbers by what they are worth, people and files by their ids. */
    static boolean same(JsonNode one, JsonNode other) {
        if (empty(one) || empty(other)) {
            return empty(one) && empty(other);
        }
        if (one.isNumber() && other.isNumber()) {
            return number(one).compareTo(number(other)) == 0;
        }
        if (one.isObject() && other.isObject()) {
            if (one.has("id") && other.has("id")) {
                return same(one.path("id"), other.path("id"));
            }
            return one.propertyStream().allMatch(part -> same(part.getValue(), other.path(part.getKey())))
                    && other.propertyStream().allMatch(part -> one.has(part.getKey()) || empty(part.getValue()));
        }
        if (one.isArray() && other.isArray()) {
            if (one.size() != other.size()) {
                return false;
            }
            for (int n = 0; n < one.size(); n++) {
                if (!same(one.path(n), other.path(n))) {
                    return false;
                }
            }
            return true;
        }
        return one.equals(other);
    }

    /** Not filled in: missing, null, an empty text or an empty list. */
    static boolean empty(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || value.isString() && value.asString().isBlank()
                || value.isArray() && value.isEmpty()
                || value.isObject() && value.isEmpty();
    }

    static BigDecimal number(JsonNode value) {
        return value.decimalValue();
    }

    /**
     * Regular expressions come from designers and run on what others type. Repeating a group, or more than two open repetitions,
     * can take longer than anybody lives; such patterns are refused.
     */
    static boolean harmless(String pattern) {
        if (pattern.length() > 200 || QUANTIFIED_GROUP.matcher(pattern).find()) {
            return false;
        }
        if (OPEN_QUANTIFIER.matcher(pattern).results().count() > 2) {
            return false;
        }
        try {
            Pattern.compile(pattern);
            return true;
        } catch (java.util.regex.PatternSyntaxException wrong) {
            return false;
        }
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
