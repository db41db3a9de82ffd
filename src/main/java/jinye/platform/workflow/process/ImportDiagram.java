package jinye.platform.workflow.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flowable.bpmn.model.FlowElement;
import org.flowable.bpmn.model.FlowNode;

/** The diagram that an import makes: pieces and the ways between them, until no way leads nowhere. */
final class ImportDiagram {

    final Map<String, Piece> pieces = new LinkedHashMap<>();
    final List<Way> ways = new ArrayList<>();
    /** The way out of a gateway when no condition holds. */
    final Map<String, String> defaults = new HashMap<>();

    private final ImportReport report;

    ImportDiagram(ImportReport report) {
        this.report = report;
    }

    Piece add(Piece piece) {
        if (pieces.put(piece.id, piece) != null) {
            report.cannot(piece.id, piece.name, "编号重复，只保留了后一个");
        }
        return piece;
    }

    /** Whoever came to the node goes on to what comes after it. */
    void bypass(FlowNode node) {
        join(node.getId());
    }

    private void join(String node) {
        var out = ways.stream().filter(way -> way.from.equals(node)).toList();
        if (out.isEmpty()) {
            pieces.put(node, new Piece("endEvent", node, ""));
            return;
        }
        var next = out.getFirst().to;
        ways.removeAll(out);
        ways.forEach(way -> {
            if (way.to.equals(node)) {
                way.to = next;
            }
        });
    }

    /** What stood in a frame takes the place of the frame; where it began and ended, nothing is left. */
    void unfold(String frame, String start, String end) {
        ways.forEach(way -> {
            if (way.to.equals(frame)) {
                way.to = start;
            }
            if (way.from.equals(frame)) {
                way.from = end;
            }
        });
        pieces.remove(start);
        pieces.remove(end);
        join(start);
        join(end);
    }

    void settleDefaults() {
        ways.removeIf(way -> !pieces.containsKey(way.from) || !pieces.containsKey(way.to));
        for (var piece : pieces.values()) {
            var out = ways.stream().filter(way -> way.from.equals(piece.id)).toList();
            if (!piece.tag.equals("exclusiveGateway") && !piece.tag.equals("inclusiveGateway")) {
                continue;
            }
            var named = defaults.get(piece.id);
            if (named != null && out.stream().noneMatch(way -> way.id.equals(named))) {
                defaults.remove(piece.id);
            }
            var open = out.stream().filter(way -> way.condition == null).toList();
            if (out.size() > 1
                    && !defaults.containsKey(piece.id)
                    && piece.tag.startsWith("exclusive")
                    && open.size() == 1) {
                defaults.put(piece.id, open.getFirst().id);
                report.line(ImportLine.Outcome.MAPPED, piece.id, piece.name, "没有条件的出路设为默认出路");
            }
        }
        new HashSet<>(defaults.values())
                .forEach(id -> ways.stream()
                        .filter(way -> way.id.equals(id) && way.condition != null)
                        .forEach(way -> {
                            way.condition = null;
                            report.line(ImportLine.Outcome.MAPPED, way.id, way.name, "默认出路不看条件，条件已去掉");
                        }));
    }

    /** What only something left out led to. */
    void dropUnreachable() {
        var reached = new HashSet<String>();
        var next = new ArrayDeque<String>();
        pieces.values().stream().filter(piece -> piece.tag.equals("startEvent")).forEach(piece -> next.add(piece.id));
        while (!next.isEmpty()) {
            var id = next.remove();
            if (reached.add(id)) {
                ways.stream().filter(way -> way.from.equals(id)).forEach(way -> next.add(way.to));
                pieces.values().stream()
                        .filter(piece -> id.equals(piece.own.get("attachedToRef")))
                        .forEach(piece -> next.add(piece.id));
            }
        }
        if (reached.isEmpty()) {
            return;
        }
        for (var piece : List.copyOf(pieces.values())) {
            if (!reached.contains(piece.id)) {
                pieces.remove(piece.id);
                report.cannot(piece.id, piece.name, "从开始节点到不了这里，已去掉");
            }
        }
        ways.removeIf(way -> !pieces.containsKey(way.from) || !pieces.containsKey(way.to));
    }

    /** An element's attributes in our namespace. */
    static Map<String, String> own(FlowElement element) {
        var own = ProcessFile.attributes(element);
        own.keySet().removeIf(name -> name.isBlank());
        return own;
    }
}
