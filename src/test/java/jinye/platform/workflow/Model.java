package jinye.platform.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** Writes small BPMN models: blocks put in sequence, forked, looped, chosen between; also random well nested ones. */
final class Model {

    /** A piece with one way in and one way out. */
    record Block(String first, String last) {}

    private final StringBuilder nodes = new StringBuilder();
    private final StringBuilder arcs = new StringBuilder();
    private final String name;
    private Random staffing;
    /** Random blocks may also wait without people and fork by conditions; steps may have a time-out. */
    private boolean waiting;
    /** Steps that the place being drawn now may be returned to: not those of other lanes. */
    private List<String> before = new ArrayList<>();

    private int made;
    private int drawn;

    Model(String name) {
        this.name = name;
    }

    /** Steps get random modes and posts from now on; see {@link #posts}. */
    Model staffedAtRandom(Random random) {
        this.staffing = random;
        return this;
    }

    private String[] drawn(Random random) {
        var post = "role:R_" + (char) ('A' + random.nextInt(6));
        if (waiting && random.nextInt(2) == 0) {
            return withTimeout(random, post);
        }
        if (random.nextInt(6) == 0) {
            return new String[] {"who", post + ":pool"};
        }
        var mode =
                List.of("one", "all", "any", "sequence", "vote", "lead-assist").get(random.nextInt(6));
        var drawn = new ArrayList<>(List.of("who", post, "mode", mode));
        // the finer rules now and then: they must keep the same laws
        if (mode.equals("vote") && random.nextBoolean()) {
            drawn.addAll(List.of("weights", "person:3=3,post:主任5=2,role:R_A=2"));
        }
        if (random.nextInt(4) == 0) {
            drawn.addAll(List.of("auto-pass", random.nextBoolean() ? "any" : "consecutive"));
        }
        if (random.nextInt(8) == 0) {
            drawn.set(1, "role:R_NOBODY");
            drawn.addAll(List.of("nobody", List.of("skip", "admin", "role:R_B").get(random.nextInt(3))));
        }
        if (random.nextInt(4) == 0) {
            drawn.addAll(List.of("absent", random.nextBoolean() ? "substitute" : "next"));
        }
        if (random.nextInt(8) == 0) {
            drawn.addAll(List.of("copy", "role:R_C"));
        }
        return drawn.toArray(String[]::new);
    }

    private String[] withTimeout(Random random, String post) {
        var timeout = List.of("pass", "remind", "hand-over", "escalate", "return", "return", "return", "return")
                .get(random.nextInt(before.isEmpty() ? 4 : 8));
        var mode =
                List.of("one", "all", "any", "sequence", "vote", "lead-assist").get(random.nextInt(6));
        var drawn = new ArrayList<>(List.of("who", post, "mode", mode, "timeout", timeout, "timeoutAfter", "PT2H"));
        switch (timeout) {
            case "hand-over", "escalate" -> drawn.addAll(List.of("timeoutTarget", "role:R_LATE"));
            case "return" -> drawn.addAll(List.of("timeoutTarget", before.get(random.nextInt(before.size()))));
            default -> {}
        }
        return drawn.toArray(String[]::new);
    }

    Block step(String... given) {
        var settings = given.length == 0 && staffing != null ? drawn(staffing) : given;
        var id = "t" + ++made;
        var attributes = new StringBuilder("name=\"环节" + made + "\"");
        boolean staffed = false;
        for (int i = 0; i < settings.length; i += 2) {
            attributes.append(" jinye:" + settings[i] + "=\"" + settings[i + 1] + "\"");
            staffed |= settings[i].equals("who");
        }
        if (!staffed) {
            attributes.append(" jinye:who=\"role:R_TEST\"");
        }
        node("userTask", id, attributes.toString());
        before.add(id);
        return new Block(id, id);
    }

    /** A node that waits without people: {@code timer}, {@code service}, {@code message} or {@code call}. */
    Block waits(String kind, String what, String... more) {
        var id = "w" + ++made;
        var attributes = new StringBuilder("name=\"等待" + made + "\"");
        for (int i = 0; i < more.length; i += 2) {
            attributes.append(" jinye:" + more[i] + "=\"" + more[i + 1] + "\"");
        }
        switch (kind) {
            case "timer" ->
                nodes.append(
                        "<intermediateCatchEvent id=\"%s\" %s><timerEventDefinition>%s</timerEventDefinition></intermediateCatchEvent>%n"
                                .formatted(id, attributes, timed(what)));
            case "service" -> node("serviceTask", id, attributes + " jinye:service=\"" + what + "\"");
            case "message" -> node("receiveTask", id, attributes + " jinye:message=\"" + what + "\"");
            case "call" -> node("callActivity", id, attributes + " calledElement=\"" + what + "\"");
            default -> throw new IllegalArgumentException(kind);
        }
        return new Block(id, id);
    }

    private static String timed(String what) {
        return what.startsWith("$") ? "<timeDate>" + what + "</timeDate>" : "<timeDuration>" + what + "</timeDuration>";
    }

    /** A timer on the edge of a step; what it leads to is drawn with {@link #arc}. */
    String edge(Block step, boolean interrupting, String what, String... more) {
        var id = "b" + ++made;
        var attributes = new StringBuilder();
        for (int i = 0; i < more.length; i += 2) {
            attributes.append(" jinye:" + more[i] + "=\"" + more[i + 1] + "\"");
        }
        nodes.append(
                "<boundaryEvent id=\"%s\" attachedToRef=\"%s\" cancelActivity=\"%s\"%s><timerEventDefinition>%s</timerEventDefinition></boundaryEvent>%n"
                        .formatted(id, step.first(), interrupting, attributes, timed(what)));
        return id;
    }

    Block sequence(Block... blocks) {
        for (int i = 1; i < blocks.length; i++) {
            arc(blocks[i - 1].last(), blocks[i].first(), null);
        }
        return new Block(blocks[0].first(), blocks[blocks.length - 1].last());
    }

    Block fork(Block... lanes) {
        var fork = node("parallelGateway", "F" + ++made, "");
        var join = node("parallelGateway", "J" + ++made, "");
        for (var lane : lanes) {
            arc(fork, lane.first(), null);
            arc(lane.last(), join, null);
        }
        return new Block(fork, join);
    }

    /** Every lane whose condition holds; the last one when none does. */
    Block inclusive(List<String> conditions, Block... lanes) {
        var fork = "I" + ++made;
        var join = node("inclusiveGateway", "K" + ++made, "");
        for (int i = 0; i < lanes.length; i++) {
            arc(fork, lanes[i].first(), i < lanes.length - 1 ? conditions.get(i) : null);
        }
        node("inclusiveGateway", fork, "default=\"f" + drawn + "\"");
        for (var lane : lanes) {
            arc(lane.last(), join, null);
        }
        return new Block(fork, join);
    }

    Block choice(String condition, Block yes, Block no) {
        var split = "X" + ++made;
        var merge = node("exclusiveGateway", "M" + ++made, "");
        arc(split, yes.first(), condition);
        arc(split, no.first(), null);
        node("exclusiveGateway", split, "default=\"f" + drawn + "\"");
        arc(yes.last(), merge, null);
        arc(no.last(), merge, null);
        return new Block(split, merge);
    }

    Block loop(String condition, Block body) {
        var merge = node("exclusiveGateway", "M" + ++made, "");
        var split = "X" + ++made;
        var out = node("exclusiveGateway", "O" + ++made, "");
        arc(merge, body.first(), null);
        arc(body.last(), split, null);
        arc(split, merge, condition);
        arc(split, out, null);
        node("exclusiveGateway", split, "default=\"f" + drawn + "\"");
        return new Block(merge, out);
    }

    String node(String tag, String id, String attributes) {
        nodes.append("<%s id=\"%s\" %s/>%n".formatted(tag, id, attributes));
        return id;
    }

    void arc(String from, String to, String condition) {
        arcs.append("<sequenceFlow id=\"f%d\" sourceRef=\"%s\" targetRef=\"%s\">".formatted(++drawn, from, to));
        if (condition != null) {
            arcs.append("<conditionExpression xsi:type=\"tFormalExpression\"><![CDATA[${" + condition
                    + "}]]></conditionExpression>");
        }
        arcs.append("</sequenceFlow>\n");
    }

    String write(Block body) {
        node("startEvent", "s", "");
        node("endEvent", "e", "");
        arc("s", body.first(), null);
        arc(body.last(), "e", null);
        return text();
    }

    String text() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:jinye="http://jinye/bpmn" targetNamespace="jinye">
                <process id="%s" name="%s" isExecutable="true">
                """.formatted(name, name) + nodes + arcs + "</process></definitions>";
    }

    private Block wait(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> waits("timer", "PT1H");
            case 1 -> waits("service", "test.serve");
            case 2 -> waits("message", "go");
            case 3 -> waits("call", "test.child");
            default -> waits("call", "test.child", "each", "rows", "ratio", random.nextBoolean() ? "100" : "50");
        };
    }

    /** What lies in one lane is nothing that another lane could return to. */
    private Block lane(Random random, int depth) {
        var outside = before;
        before = new ArrayList<>(outside);
        var lane = random(random, depth);
        before = outside;
        return lane;
    }

    /** A step that is left by the timer on its edge when nobody acts; another timer there only reminds. */
    private Block edged(Random random, int depth) {
        var step = step();
        var late = random(random, depth - 1);
        var merge = node("exclusiveGateway", "M" + ++made, "");
        arc(edge(step, true, random.nextBoolean() ? "PT1H" : "PT3H"), late.first(), null);
        arc(step.last(), merge, null);
        arc(late.last(), merge, null);
        if (random.nextBoolean()) {
            edge(step, false, "PT1H", "timeout", "remind");
        }
        return new Block(step.first(), merge);
    }

    private Block random(Random random, int depth) {
        if (waiting && random.nextInt(4) == 0) {
            return wait(random);
        }
        if (waiting && depth > 0 && random.nextInt(5) == 0) {
            return edged(random, depth);
        }
        if (waiting && depth > 0 && random.nextInt(6) == 0) {
            return inclusive(
                    List.of("route == 'a'", "again == true"),
                    lane(random, depth - 1),
                    lane(random, depth - 1),
                    lane(random, depth - 1));
        }
        int which = random.nextInt(depth <= 0 ? 1 : 10);
        return switch (which) {
            case 0, 1, 2 -> step();
            case 3, 4 -> sequence(step(), random(random, depth - 1));
            case 5 ->
                loop(
                        "again == true",
                        waiting ? sequence(step(), random(random, depth - 1)) : random(random, depth - 1));
            case 6 -> choice("route == 'a'", random(random, depth - 1), random(random, depth - 1));
            case 7, 8 -> fork(lane(random, depth - 1), lane(random, depth - 1), lane(random, depth - 1));
            default -> fork(lane(random, depth - 1), laneAfterStep(random, depth));
        };
    }

    private Block laneAfterStep(Random random, int depth) {
        var outside = before;
        before = new ArrayList<>(outside);
        var lane = sequence(step(), random(random, depth - 1));
        before = outside;
        return lane;
    }

    /** Ten shapes with a name and twenty random ones. */
    static Map<String, String> all() {
        return all(0);
    }

    private static Map<String, String> all(int redrawn) {
        var all = new Drawn(redrawn);
        all.put("one", m -> m.step());
        all.put("linear", m -> m.sequence(m.step(), m.step(), m.step(), m.step()));
        all.put("loop", m -> m.sequence(m.step(), m.loop("again == true", m.sequence(m.step(), m.step())), m.step()));
        all.put(
                "three-lanes",
                m -> m.sequence(m.step(), m.fork(m.step(), m.sequence(m.step(), m.step()), m.step()), m.step()));
        all.put(
                "nested",
                m -> m.sequence(
                        m.step(),
                        m.fork(
                                m.step(),
                                m.sequence(m.step(), m.fork(m.step(), m.sequence(m.step(), m.step())), m.step())),
                        m.step()));
        all.put("tightly-nested", m -> m.sequence(m.step(), m.fork(m.step(), m.fork(m.step(), m.step())), m.step()));
        all.put(
                "two-forks",
                m -> m.sequence(m.step(), m.fork(m.step(), m.step()), m.fork(m.step(), m.step(), m.step()), m.step()));
        all.put(
                "loop-in-lane",
                m -> m.sequence(
                        m.step(),
                        m.fork(
                                m.loop("again == true", m.step()),
                                m.choice("route == 'a'", m.step(), m.step()),
                                m.step()),
                        m.step()));
        all.put(
                "fork-in-loop",
                m -> m.sequence(
                        m.step(),
                        m.loop("again == true", m.sequence(m.fork(m.step(), m.step(), m.step()), m.step())),
                        m.step()));
        for (int i = 0; i < 20; i++) {
            all.put("random-" + i, i * 7919L, false);
        }
        return all.models;
    }

    /** Random shapes with timers, services, messages, sub-matters, inclusive gateways and time-outs. */
    static Map<String, String> waiting() {
        return waiting(0);
    }

    private static Map<String, String> waiting(int redrawn) {
        var all = new Drawn(redrawn);
        all.put("child", m -> m.step());
        for (int i = 0; i < 24; i++) {
            all.put("waiting-" + i, i * 104_729L, true);
        }
        return all.models;
    }

    /** What steps of even number end with in the version that renames them. */
    static final String RENAMED = "n";

    static final int RENAMED_VERSION = 2;

    /**
     * Publishes three more versions of each kind: the same shape with steps renamed and other handlers and modes, another shape, and
     * the first once more, with which matters start.
     */
    static void publishVersions(World world, boolean waiting) {
        var staffed = waiting ? waiting(1) : all(1);
        var reshaped = waiting ? waiting(2) : all(2);
        (waiting ? waiting() : all()).forEach((kind, bpmn) -> {
            world.processes.publish(kind, staffed.get(kind).replaceAll("\"(t\\d*[02468])\"", "\"$1" + RENAMED + "\""));
            world.processes.publish(kind, reshaped.get(kind));
            world.processes.publish(kind, bpmn);
        });
    }

    /**
     * What a general engine can express of it: to its tokens, waiting is waiting, and the timer on an edge is a message that comes
     * when our timer fires.
     */
    static String forEngine(String bpmn) {
        var messages = new StringBuilder("</process>");
        var edges = java.util.regex.Pattern.compile(
                        "<boundaryEvent id=\"(\\w+)\" attachedToRef=\"\\w+\" cancelActivity=\"true\"")
                .matcher(bpmn);
        while (edges.find()) {
            messages.append("<message id=\"m%s\" name=\"%s\"/>".formatted(edges.group(1), edges.group(1)));
        }
        return bpmn.replace("</process>", messages)
                .replaceAll(
                        "<boundaryEvent id=\"\\w+\" attachedToRef=\"\\w+\" cancelActivity=\"false\".*?</boundaryEvent>",
                        "")
                .replaceAll(
                        "<boundaryEvent id=\"(\\w+)\" attachedToRef=\"(\\w+)\".*?</boundaryEvent>",
                        "<boundaryEvent id=\"$1\" attachedToRef=\"$2\"><messageEventDefinition messageRef=\"m$1\"/></boundaryEvent>")
                .replaceAll(
                        "<intermediateCatchEvent id=\"(\\w+)\".*?</intermediateCatchEvent>", "<receiveTask id=\"$1\"/>")
                .replaceAll("<(serviceTask|callActivity|receiveTask) id=\"(\\w+)\"[^>]*/>", "<receiveTask id=\"$2\"/>");
    }

    /** Models of one drawing: 0 the first, 1 with other handlers and modes, 2 with another shape. */
    private record Drawn(int redrawn, Map<String, String> models) {

        Drawn(int redrawn) {
            this(redrawn, new LinkedHashMap<>());
        }

        void put(String name, Function<Model, Block> body) {
            if (redrawn == 2 && !name.equals("child")) {
                put(name, name.hashCode(), false);
                return;
            }
            var model = new Model(name).staffedAtRandom(new Random(name.hashCode() + redrawn));
            models.put("test." + name, model.write(body.apply(model)));
        }

        void put(String name, long seed, boolean waits) {
            var random = new Random(redrawn == 2 ? seed + 1 : seed);
            var model = new Model(name).staffedAtRandom(new Random(name.hashCode() + redrawn));
            model.waiting = waits;
            models.put(
                    "test." + name, model.write(model.sequence(model.step(), model.random(random, 3), model.step())));
        }
    }

    /** Six posts of one to three people out of eight. */
    static Map<String, List<Long>> posts() {
        var posts = new LinkedHashMap<String, List<Long>>();
        var random = new Random(17);
        posts.put("R_LATE", List.of(11L));
        for (char post = 'A'; post <= 'F'; post++) {
            var people = new java.util.ArrayList<>(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L));
            java.util.Collections.shuffle(people, random);
            posts.put("R_" + post, List.copyOf(people.subList(0, 1 + random.nextInt(3))));
        }
        return posts;
    }
}
