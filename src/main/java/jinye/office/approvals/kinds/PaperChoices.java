package jinye.office.approvals.kinds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jinye.platform.papers.PageFormat;
import org.jspecify.annotations.Nullable;

/**
 * 打印: how a request looks on paper when the kind has no {@code paper.html}. The line on top is {@link KindSettings#sheet}.
 *
 * @param without    labels of the form's sections that are not printed
 * @param answers    whether what departments answered is printed
 * @param verdicts   whether the reasons of decision tables are printed
 * @param opinions   whether what people said is printed
 * @param signatures steps with a cell of their own, printed also while it is empty
 */
public record PaperChoices(
        List<String> without,
        boolean answers,
        boolean verdicts,
        boolean opinions,
        List<SignatureCell> signatures,
        PageFormat.Size size,
        boolean landscape) {

    static final PaperChoices PLAIN =
            new PaperChoices(List.of(), true, true, true, List.of(), PageFormat.Size.A4, false);

    /** @param step its id in the process. @param title 部门负责人意见 */
    public record SignatureCell(String step, String title) {}

    public PageFormat format() {
        return new PageFormat(size, landscape);
    }

    static PaperChoices read(@Nullable Says says) throws KindSettings.Unreadable {
        if (says == null) {
            return PLAIN;
        }
        var signatures = new ArrayList<SignatureCell>();
        for (var cell : says.maps("signatures")) {
            signatures.add(new SignatureCell(cell.required("step"), cell.required("title")));
        }
        return new PaperChoices(
                says.list("without"),
                yes(says, "answers", true),
                yes(says, "verdicts", true),
                yes(says, "opinions", true),
                List.copyOf(signatures),
                size(says.text("size", PLAIN.size().name())),
                yes(says, "landscape", false));
    }

    private static boolean yes(Says says, String key, boolean otherwise) throws KindSettings.Unreadable {
        return switch (says.text(key, String.valueOf(otherwise))) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new KindSettings.Unreadable("settings-word", key);
        };
    }

    private static PageFormat.Size size(String word) throws KindSettings.Unreadable {
        try {
            return PageFormat.Size.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new KindSettings.Unreadable("settings-word", "size");
        }
    }

    /** Only what differs from a plain paper, empty for that. */
    Map<String, Object> written() {
        var all = new LinkedHashMap<String, Object>();
        if (!without.isEmpty()) {
            all.put("without", without);
        }
        if (!answers) {
            all.put("answers", false);
        }
        if (!verdicts) {
            all.put("verdicts", false);
        }
        if (!opinions) {
            all.put("opinions", false);
        }
        if (!signatures.isEmpty()) {
            all.put(
                    "signatures",
                    signatures.stream()
                            .map(cell -> {
                                var one = new LinkedHashMap<String, Object>();
                                one.put("step", cell.step());
                                one.put("title", cell.title());
                                return one;
                            })
                            .toList());
        }
        if (size != PLAIN.size()) {
            all.put("size", size.name());
        }
        if (landscape) {
            all.put("landscape", true);
        }
        return all;
    }
}
