package jinye.platform.workflow.process;

import java.util.ArrayList;
import java.util.List;
import org.flowable.bpmn.model.FlowElement;
import org.jspecify.annotations.Nullable;

/** What became of each element of a diagram being imported, in the order it was met. */
final class ImportReport {

    private final List<ImportLine> lines = new ArrayList<>();

    List<ImportLine> lines() {
        return List.copyOf(lines);
    }

    int size() {
        return lines.size();
    }

    /** What was said since then about the ends of a piece that was unfolded: they are there no more. */
    void forget(int since, String start, String end) {
        lines.subList(since, lines.size())
                .removeIf(line -> line.element().equals(start) || line.element().equals(end));
    }

    void kept(FlowElement element) {
        line(ImportLine.Outcome.KEPT, element.getId(), element.getName(), "原样保留");
    }

    void mapped(FlowElement element, String sentence) {
        line(ImportLine.Outcome.MAPPED, element.getId(), element.getName(), sentence);
    }

    void cannot(FlowElement element, String sentence) {
        cannot(element.getId(), element.getName(), sentence);
    }

    void cannot(@Nullable String id, @Nullable String name, String sentence) {
        line(ImportLine.Outcome.REFUSED, id, name, sentence);
    }

    void line(ImportLine.Outcome outcome, @Nullable String id, @Nullable String name, String sentence) {
        var element = id == null ? "" : id;
        var called = name == null || name.isBlank() ? element : brief(name);
        lines.add(new ImportLine(outcome, element, (called.isEmpty() ? "" : "“" + called + "”：") + sentence + "。"));
    }

    static String brief(String text) {
        var one = text.strip().replaceAll("\\s+", " ");
        return one.length() <= 60 ? one : one.substring(0, 60) + "…";
    }
}
