package jinye.office.approvals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import jinye.office.approvals.kinds.KindSettings;
import jinye.platform.forms.Indicator;
import org.jspecify.annotations.Nullable;

/** 会审比对: where the answers of several departments contradict each other. */
final class Comparison {

    /** @param departments answers by department. @param reason 意见不一致, or how far the values lie apart */
    record PartConflict(String field, String title, String reason) {}

    private Comparison() {}

    /** @param answers label of the conclusion by department, those that answered only */
    static @Nullable PartConflict conclusions(String field, String title, Map<String, String> answers) {
        var different = answers.values().stream().distinct().toList();
        return different.size() < 2 ? null : new PartConflict(field, title, "结论不一致：" + grouped(answers));
    }

    /** @param values typed values by department */
    static @Nullable PartConflict values(
            KindSettings.ComparedField compared, String title, Map<String, IndicatorStore.Value> values) {
        if (values.size() < 2) {
            return null;
        }
        var labels = new LinkedHashMap<String, String>();
        values.forEach((department, value) -> labels.put(department, read(value)));
        var numbers = values.values().stream()
                .map(IndicatorStore.Value::number)
                .filter(Objects::nonNull)
                .toList();
        var tolerance = compared.tolerance();
        if (tolerance == null || numbers.size() < values.size()) {
            return labels.values().stream().distinct().count() < 2
                    ? null
                    : new PartConflict(compared.field(), title, "内容不一致：" + grouped(labels));
        }
        var least = numbers.stream().reduce(BigDecimal::min).orElse(BigDecimal.ZERO);
        var most = numbers.stream().reduce(BigDecimal::max).orElse(BigDecimal.ZERO);
        var apart = most.subtract(least);
        var base = most.abs().max(least.abs());
        if (base.signum() == 0 || apart.compareTo(base.multiply(tolerance)) <= 0) {
            return null;
        }
        var percent = apart.multiply(BigDecimal.valueOf(100))
                .divide(base, MathContext.DECIMAL32)
                .setScale(1, java.math.RoundingMode.HALF_UP);
        return new PartConflict(
                compared.field(),
                title,
                "最高与最低相差 " + percent + "%，超过 "
                        + tolerance.movePointRight(2).stripTrailingZeros().toPlainString() + "%：" + grouped(labels));
    }

    private static String read(IndicatorStore.Value value) {
        return value.type() == Indicator.Type.MONEY && value.number() != null
                ? String.format(Locale.ROOT, "%,.2f", value.number())
                : value.label();
    }

    /** 同意（财务管理处、审计处），不同意（政策法规处） */
    private static String grouped(Map<String, String> answers) {
        var groups = new LinkedHashMap<String, List<String>>();
        answers.forEach((department, answer) ->
                groups.computeIfAbsent(answer, word -> new ArrayList<>()).add(department));
        var words = new ArrayList<String>();
        groups.forEach((answer, departments) -> words.add(answer + "（" + String.join("、", departments) + "）"));
        return String.join("，", words);
    }
}
