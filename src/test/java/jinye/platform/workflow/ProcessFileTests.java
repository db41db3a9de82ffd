package jinye.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import jinye.platform.workflow.process.BadProcess;
import jinye.platform.workflow.process.Checks;
import jinye.platform.workflow.process.Drawing;
import jinye.platform.workflow.process.Interpreter;
import jinye.platform.workflow.process.Links;
import jinye.platform.workflow.process.ProcessFile;
import jinye.platform.workflow.process.Shape;
import org.junit.jupiter.api.Test;

/** What a process file may be, and what is said about one that it may not be. */
class ProcessFileTests {

    private static void bad(String reason, String bpmn, String... places) {
        assertThatExceptionOfType(BadProcess.class)
                .isThrownBy(() -> ProcessFile.read(bpmn))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo("workflow.process-" + reason);
                    for (var place : places) {
                        assertThat(refused.facts().toString()).contains(place);
                    }
                });
    }

    private static Model fork(Model m) {
        m.node("startEvent", "s", "");
        m.node("endEvent", "e", "");
        m.node("parallelGateway", "F", "name=\"分\"");
        m.node("parallelGateway", "J", "name=\"合\"");
        m.step();
        m.step();
        m.arc("s", "F", null);
        m.arc("F", "t1", null);
        m.arc("F", "t2", null);
        m.arc("t1", "J", null);
        m.arc("J", "e", null);
        return m;
    }

    @Test
    void allModelsOfTheTestsAreWellNested() {
        Model.all()
                .forEach((kind, bpmn) ->
                        assertThat(ProcessFile.read(bpmn).steps()).as(kind).isNotEmpty());
    }

    @Test
    void aLaneThatEndsBeforeItsJoinIsNamed() {
        var m = fork(new Model("坏"));
        m.node("endEvent", "e2", "");
        m.step();
        m.arc("F", "t3", null);
        m.arc("t3", "J", null);
        m.arc("t2", "e2", null);

        bad("lane-ends", m.text(), "分", "合");
    }

    @Test
    void anArcAcrossTheEdgeOfAForkIsNamed() {
        var m = fork(new Model("坏"));
        m.arc("t2", "e", null);

        bad("edge-crossed", m.text(), "e");
    }

    @Test
    void aJoinWithoutForkIsNamed() {
        var m = new Model("坏");
        m.node("startEvent", "s", "");
        m.node("endEvent", "e", "");
        m.node("exclusiveGateway", "x", "default=\"f2\"");
        m.node("parallelGateway", "J", "name=\"合\"");
        m.step();
        m.arc("s", "x", null);
        m.arc("x", "J", null);
        m.arc("x", "t1", "a == 1");
        m.arc("t1", "J", null);
        m.arc("J", "e", null);

        bad("join-without-fork", m.text(), "合");
    }

    @Test
    void aLoopWithoutPeopleIsNamed() {
        var m = new Model("坏");
        m.node("startEvent", "s", "");
        m.node("endEvent", "e", "");
        m.node("exclusiveGateway", "a", "name=\"回\"");
        m.node("exclusiveGateway", "b", "default=\"f4\"");
        m.arc("s", "a", null);
        m.arc("a", "b", null);
        m.arc("b", "a", "again == true");
        m.arc("b", "e", null);

        bad("empty-loop", m.text());
    }

    @Test
    void whatCannotBeReachedIsNamed() {
        var m = new Model("坏");
        m.step("who", "initiator");
        var text = m.write(m.step("who", "initiator"));

        bad("unreachable", text, "环节1");
    }

    @Test
    void aMisspeltSettingIsNamed() {
        var m = new Model("坏");
        bad("unknown-attribute", m.write(m.step("who", "initiator", "moed", "all")), "环节1", "moed");
        var n = new Model("坏");
        bad("unknown-word", n.write(n.step("who", "everybody")), "环节1", "everybody");
        var o = new Model("坏");
        bad("unknown-word", o.write(o.step("who", "initiator", "mode", "most")), "环节1", "mode", "most");
    }

    @Test
    void conditionsOnlyCompare() {
        for (var text : new String[] {
            "T(java.lang.Runtime).getRuntime().exec('id')",
            "a.getClass()",
            "@bean.x",
            "new String('x') == a",
            "a = 1",
            "a matches '.*'"
        }) {
            var m = new Model("坏");
            var body = m.sequence(
                    m.step("who", "initiator"), m.choice(text, m.step("who", "leaders"), m.step("who", "leaders")));
            bad("condition", m.write(body));
        }
    }

    @Test
    void aConditionMayAskForPartsOfWhatTheKernelKnows() {
        var m = new Model("分");
        var text = m.write(m.sequence(
                m.step("who", "initiator"),
                m.choice(
                        "decisions.t1 == 'agree' and results.t9.over > 0 and days > 3",
                        m.step("who", "principal"),
                        m.step("who", "leaders"))));

        assertThat(unknown(text, Set.of("days"))).isEmpty();
        assertThat(unknown(text, Set.of("t1", "over"))).containsExactly("days");
    }

    private static List<String> unknown(String bpmn, Set<String> facts) {
        return Checks.of(bpmn, facts).stream()
                .filter(finding -> finding.code().equals("workflow.process-no-such-fact"))
                .map(finding -> finding.facts().getFirst())
                .toList();
    }

    @Test
    void aFileIsNotAllowedToFetchAnything() {
        bad(
                "unreadable",
                "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><definitions>&e;</definitions>");
        bad("unreadable", "not xml at all");
    }

    @Test
    void aFactNobodyGaveIsNull() {
        var m = new Model("选");
        var shape = ProcessFile.read(m.write(m.sequence(
                m.step("who", "initiator"),
                m.choice("amount > 1000 and kind == 'a'", m.step("who", "principal"), m.step("who", "leaders")))));

        assertThat(new Interpreter().leave(1, shape, "t1", java.util.Set.of(), Map.of()))
                .containsExactly("t3");
        assertThat(new Interpreter().leave(1, shape, "t1", java.util.Set.of(), Map.of("amount", 2000, "kind", "a")))
                .containsExactly("t2");
    }

    @Test
    void aFileWithoutLayoutIsGivenOne() {
        Model.all().forEach((kind, bpmn) -> {
            var drawn = Drawing.of(bpmn);

            assertThat(drawn).as(kind).contains("<bpmndi:BPMNShape").contains("<bpmndi:BPMNEdge");
            assertThat(Drawing.of(drawn)).as(kind).isEqualTo(drawn);
        });
    }

    @Test
    void aProcessDoesNotAskItselfThroughOthers() {
        var called = new java.util.HashMap<String, Shape>();
        for (var pair : new String[][] {{"a", "b"}, {"b", "c"}, {"c", "a"}}) {
            var m = new Model(pair[0]);
            called.put("test." + pair[0], ProcessFile.read(m.write(m.waits("call", "test." + pair[1]))));
        }
        assertThatExceptionOfType(BadProcess.class)
                .isThrownBy(() -> Links.check(
                        "test.a",
                        called.get("test.a"),
                        kind -> java.util.Optional.ofNullable(called.get(kind)),
                        service -> false))
                .matches(refused -> refused.code().equals("workflow.process-circular")
                        && refused.facts().toString().contains("test.a → test.b → test.c → test.a"));
    }

    @Test
    void whatAProcessNamesOutsideItselfMustExist() {
        var m = new Model("名");
        var serves = ProcessFile.read(m.write(m.waits("service", "test.nothing")));
        assertThatExceptionOfType(BadProcess.class)
                .isThrownBy(() -> Links.check("test.x", serves, kind -> java.util.Optional.empty(), service -> false))
                .matches(refused -> refused.code().equals("workflow.process-no-service"));
        var n = new Model("名");
        var calls = ProcessFile.read(n.write(n.waits("call", "test.nothing")));
        assertThatExceptionOfType(BadProcess.class)
                .isThrownBy(() -> Links.check("test.x", calls, kind -> java.util.Optional.empty(), service -> false))
                .matches(refused -> refused.code().equals("workflow.process-no-called-process"));
    }
}
