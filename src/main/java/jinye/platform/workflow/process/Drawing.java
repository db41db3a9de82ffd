package jinye.platform.workflow.process;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flowable.bpmn.converter.BpmnXMLConverter;
import org.flowable.bpmn.model.GraphicInfo;

/**
 * A file the browser can draw. BPMN editors keep the layout in the file; people who write a process by hand leave it out, so a
 * plain one is made: columns by distance from the start, rows by branch.
 */
public final class Drawing {

    private static final int COLUMN = 160;
    private static final int ROW = 110;
    private static final int MARGIN = 60;

    private final Shape shape;
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, Integer> rows = new HashMap<>();
    private final Set<String> backward = new HashSet<>();

    private Drawing(Shape shape) {
        this.shape = shape;
        markBackward(shape.start().id(), new HashSet<>(), new HashSet<>());
        column(shape.start().id(), 0);
        row(shape.start().id(), 0);
    }

    public static String of(String bpmn) {
        var model = ProcessFile.model(bpmn);
        if (!model.getLocationMap().isEmpty()) {
            return bpmn;
        }
        var drawing = new Drawing(ProcessFile.read(bpmn));
        for (var node : drawing.shape.nodes()) {
            model.addGraphicInfo(node.id(), drawing.box(node));
            for (var arc : drawing.shape.out(node.id())) {
                model.addFlowGraphicInfoList(arc.id(), drawing.line(arc));
            }
        }
        return new String(new BpmnXMLConverter().convertToXML(model), StandardCharsets.UTF_8);
    }

    private void markBackward(String node, Set<String> above, Set<String> seen) {
        seen.add(node);
        above.add(node);
        for (var arc : shape.out(node)) {
            if (above.contains(arc.to())) {
                backward.add(arc.id());
            } else if (!seen.contains(arc.to())) {
                markBackward(arc.to(), above, seen);
            }
        }
        above.remove(node);
    }

    private void column(String node, int distance) {
        if (columns.getOrDefault(node, -1) >= distance) {
            return;
        }
        columns.put(node, distance);
        for (var arc : shape.out(node)) {
            if (!backward.contains(arc.id())) {
                column(arc.to(), distance + 1);
            }
        }
    }

    /** The first way out stays on the row, each further one gets the next free row below. */
    private int row(String node, int row) {
        if (rows.putIfAbsent(node, row) != null) {
            return row - 1;
        }
        int last = row;
        boolean first = true;
        for (var arc : shape.out(node)) {
            if (!backward.contains(arc.id()) && !rows.containsKey(arc.to())) {
                last = Math.max(last, row(arc.to(), first ? row : last + 1));
                first = false;
            }
        }
        return last;
    }

    private GraphicInfo box(Node node) {
        int width = node.isStep() ? 110 : node.kind() == Node.Kind.START || node.kind() == Node.Kind.END ? 36 : 50;
        int height = node.isStep() ? 70 : width;
        int x = MARGIN + columns.getOrDefault(node.id(), 0) * COLUMN + (COLUMN - width) / 2;
        int y = MARGIN + rows.getOrDefault(node.id(), 0) * ROW + (ROW - height) / 2;
        return new GraphicInfo(x, y, height, width);
    }

    private List<GraphicInfo> line(Arc arc) {
        var from = box(shape.node(arc.from()));
        var to = box(shape.node(arc.to()));
        double fromY = from.getY() + from.getHeight() / 2;
        double toY = to.getY() + to.getHeight() / 2;
        if (backward.contains(arc.id())) {
            double below = MARGIN
                    + (rows.values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1) * ROW
                    + 10;
            double fromX = from.getX() + from.getWidth() / 2;
            double toX = to.getX() + to.getWidth() / 2;
            return List.of(
                    point(fromX, from.getY() + from.getHeight()),
                    point(fromX, below),
                    point(toX, below),
                    point(toX, to.getY() + to.getHeight()));
        }
        double start = from.getX() + from.getWidth();
        if (fromY == toY) {
            return List.of(point(start, fromY), point(to.getX(), toY));
        }
        double turn = toY > fromY ? from.getX() + from.getWidth() + 12 : to.getX() - 12;
        return List.of(point(start, fromY), point(turn, fromY), point(turn, toY), point(to.getX(), toY));
    }

    private static GraphicInfo point(double x, double y) {
        return new GraphicInfo(x, y);
    }
}
