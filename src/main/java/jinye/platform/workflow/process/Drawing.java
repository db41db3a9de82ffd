package jinye.platform.workflow.process;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flowable.bpmn.converter.BpmnXMLConverter;
import org.flowable.bpmn.model.Activity;
import org.flowable.bpmn.model.GraphicInfo;

/**
 * A file the browser can draw. BPMN editors keep the layout in the file; people who write a process by hand leave it out, so a
 * plain one is made: columns by distance from the start, rows by branch.
 */
public final class Drawing {

    private static final Pattern CLOSING = Pattern.compile("</([A-Za-z0-9_.-]+:)?definitions\\s*>");
    private static final String NAMESPACES = " xmlns:bpmndi=\"http://www.omg.org/spec/BPMN/20100524/DI\""
            + " xmlns:omgdc=\"http://www.omg.org/spec/DD/20100524/DC\" xmlns:omgdi=\"http://www.omg.org/spec/DD/20100524/DI\"";
    private static final int COLUMN = 160;
    private static final int ROW = 110;
    private static final int MARGIN = 60;

    private final Shape shape;
    private final Set<String> activities;
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, Integer> rows = new HashMap<>();
    private final Set<String> backward = new HashSet<>();

    private Drawing(Shape shape, Set<String> activities) {
        this.shape = shape;
        this.activities = activities;
        markBackward(shape.start().id(), new HashSet<>(), new HashSet<>());
        column(shape.start().id(), 0);
        row(shape.start().id(), 0);
    }

    public static String of(String bpmn) {
        var model = ProcessFile.model(bpmn);
        if (!model.getLocationMap().isEmpty()) {
            return bpmn;
        }
        var activities = model.getMainProcess().findFlowElementsOfType(Activity.class).stream()
                .map(Activity::getId)
                .collect(Collectors.toSet());
        var drawing = new Drawing(ProcessFile.read(bpmn), activities);
        for (var node : drawing.shape.nodes()) {
            model.addGraphicInfo(node.id(), drawing.box(node));
            for (var arc : drawing.shape.out(node.id())) {
                model.addFlowGraphicInfoList(arc.id(), drawing.line(arc));
            }
        }
        for (var step : drawing.shape.steps()) {
            for (var timeout : step.timeouts()) {
                if (!timeout.id().equals(step.id())) {
                    model.addGraphicInfo(timeout.id(), drawing.edge(step, timeout.id()));
                }
            }
        }
        var written = new String(new BpmnXMLConverter().convertToXML(model), StandardCharsets.UTF_8);
        return with(bpmn, written.substring(written.indexOf("<bpmndi:BPMNDiagram"), written.indexOf("</definitions>")));
    }

    /** Put into the text as it is: writing the whole model anew would lose what the converter does not know. */
    private static String with(String bpmn, String diagram) {
        var ends = CLOSING.matcher(bpmn).results().toList();
        int end = ends.getLast().start();
        return bpmn.substring(0, end)
                + diagram.replaceFirst("<bpmndi:BPMNDiagram", "<bpmndi:BPMNDiagram" + NAMESPACES)
                + bpmn.substring(end);
    }

    private void markBackward(String node, Set<String> above, Set<String> seen) {
        seen.add(node);
        above.add(node);
        for (var arc : ways(node)) {
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
        for (var arc : ways(node)) {
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
        for (var arc : ways(node)) {
            if (!backward.contains(arc.id()) && !rows.containsKey(arc.to())) {
                last = Math.max(last, row(arc.to(), first ? row : last + 1));
                first = false;
            }
        }
        return last;
    }

    /** What follows a node on the drawing: its ways out, and those of the timers on its edge. */
    private List<Arc> ways(String node) {
        var edges = shape.edges(shape.node(node));
        if (edges.isEmpty()) {
            return shape.out(node);
        }
        var ways = new ArrayList<>(shape.out(node));
        edges.forEach(edge -> ways.addAll(shape.out(edge.id())));
        return ways;
    }

    private GraphicInfo box(Node node) {
        var step = shape.steps().stream()
                .filter(s -> s.timeouts().stream().anyMatch(t -> t.id().equals(node.id())))
                .filter(s -> !s.id().equals(node.id()))
                .findFirst();
        return step.map(value -> edge(value, node.id())).orElseGet(() -> ownBox(node));
    }

    /** Timers sit on the lower edge of their step, the first one rightmost. */
    private GraphicInfo edge(Node step, String timer) {
        var box = ownBox(step);
        int place = step.timeouts().stream().map(Timeout::id).toList().indexOf(timer);
        return new GraphicInfo(box.getX() + 74 - place * 40, box.getY() + box.getHeight() - 18, 36, 36);
    }

    private GraphicInfo ownBox(Node node) {
        boolean activity = activities.contains(node.id());
        boolean event = node.rests() || node.kind() == Node.Kind.START || node.kind() == Node.Kind.END;
        int width = activity ? 110 : event ? 36 : 50;
        int height = activity ? 70 : width;
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
        if (fromY == toY && somethingBetween(arc)) {
            double above = fromY - ROW / 2.0 + 5;
            double leaves = from.getX() + from.getWidth() / 2;
            double arrives = to.getX() + to.getWidth() / 2;
            return List.of(
                    point(leaves, from.getY()), point(leaves, above), point(arrives, above), point(arrives, to.getY()));
        }
        double start = from.getX() + from.getWidth();
        if (fromY == toY) {
            return List.of(point(start, fromY), point(to.getX(), toY));
        }
        double turn = toY > fromY ? from.getX() + from.getWidth() + 12 : to.getX() - 12;
        return List.of(point(start, fromY), point(turn, fromY), point(turn, toY), point(to.getX(), toY));
    }

    /** Whether a straight line would run through another node. */
    private boolean somethingBetween(Arc arc) {
        int row = rows.getOrDefault(arc.from(), 0);
        int first = columns.getOrDefault(arc.from(), 0);
        int last = columns.getOrDefault(arc.to(), 0);
        return shape.nodes().stream()
                .anyMatch(node -> rows.getOrDefault(node.id(), 0) == row
                        && columns.getOrDefault(node.id(), 0) > first
                        && columns.getOrDefault(node.id(), 0) < last);
    }

    private static GraphicInfo point(double x, double y) {
        return new GraphicInfo(x, y);
    }
}
