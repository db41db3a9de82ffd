package jinye.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import jinye.platform.workflow.process.BadProcess;
import jinye.platform.workflow.process.Imported;
import jinye.platform.workflow.process.ProcessFile;
import org.junit.jupiter.api.Test;

/** Diagrams other tools made: taken in with a line for everything, executed never, and no text makes it stumble. */
class ImportTests {

    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:flowable="http://flowable.org/bpmn"
                xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="x">
            """;

    private static Imported imported(String process) {
        return ProcessFile.imported(HEAD + "<bpmn:process id=\"p\" name=\"外来流程\" isExecutable=\"true\">" + process
                + "</bpmn:process></bpmn:definitions>");
    }

    private static String flow(String id, String from, String to) {
        return "<bpmn:sequenceFlow id=\"%s\" sourceRef=\"%s\" targetRef=\"%s\"/>".formatted(id, from, to);
    }

    private static String fate(Imported imported, String element) {
        return imported.report().stream()
                .filter(line -> line.element().equals(element))
                .map(line -> line.outcome() + " " + line.sentence())
                .reduce("", (one, two) -> one + two);
    }

    @Test
    void anOrdinaryDiagramIsKeptAndItsHandlersAreAskedFor() {
        var imported = imported(
                "<bpmn:startEvent id=\"s\"/><bpmn:userTask id=\"t\" name=\"申请\" flowable:assignee=\"${initiator}\"/>"
                        + "<bpmn:userTask id=\"u\" name=\"审批\" camunda:candidateGroups=\"managers\"/><bpmn:endEvent id=\"e\"/>"
                        + flow("a", "s", "t") + flow("b", "t", "u") + flow("c", "u", "e"));

        assertThat(fate(imported, "s")).startsWith("KEPT");
        assertThat(fate(imported, "t")).startsWith("MAPPED").contains("发起人");
        assertThat(fate(imported, "u")).contains("办理人设置没有导入");
        assertThat(imported.bpmn()).doesNotContain("managers").contains("jinye:who=\"initiator\"");
        var complete = imported.bpmn().replace("name=\"审批\"", "name=\"审批\" jinye:who=\"principal\"");
        assertThat(ProcessFile.read(complete).steps()).hasSize(2);
    }

    @Test
    void whatWouldExecuteSomethingIsLeftOutByName() {
        var imported =
                imported("""
                <bpmn:startEvent id="s"/>
                <bpmn:scriptTask id="script" name="算" scriptFormat="groovy"><bpmn:script>"id".execute()</bpmn:script></bpmn:scriptTask>
                <bpmn:serviceTask id="java" name="调" flowable:class="java.lang.Runtime"/>
                <bpmn:serviceTask id="expression" flowable:expression="${T(java.lang.Runtime).getRuntime()}"/>
                <bpmn:businessRuleTask id="rules" name="规则"/>
                <bpmn:sendTask id="mail" flowable:type="mail"/>
                <bpmn:manualTask id="manual" name="盖章"/>
                <bpmn:userTask id="t" name="听" flowable:assignee="${bean.steal()}">
                  <bpmn:extensionElements><flowable:taskListener event="create" class="evil.Listener"/></bpmn:extensionElements>
                </bpmn:userTask>
                <bpmn:exclusiveGateway id="x"/>
                <bpmn:endEvent id="e"/><bpmn:endEvent id="e2"><bpmn:terminateEventDefinition/></bpmn:endEvent>
                <bpmn:sequenceFlow id="evil" sourceRef="x" targetRef="e"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression"><![CDATA[${execution.setVariable('a', 1)}]]></bpmn:conditionExpression></bpmn:sequenceFlow>
                <bpmn:sequenceFlow id="fine" sourceRef="x" targetRef="e2"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression"><![CDATA[${amount > 100}]]></bpmn:conditionExpression></bpmn:sequenceFlow>
                """ + flow("a", "s", "script") + flow("b", "script", "java") + flow("c", "java", "expression")
                        + flow("d", "expression", "rules") + flow("f", "rules", "mail") + flow("g", "mail", "manual")
                        + flow("h", "manual", "t") + flow("i", "t", "x"));

        assertThat(fate(imported, "script")).startsWith("REFUSED").contains("脚本任务");
        assertThat(fate(imported, "java")).startsWith("REFUSED").contains("java.lang.Runtime");
        assertThat(fate(imported, "expression")).startsWith("REFUSED");
        assertThat(fate(imported, "rules")).startsWith("REFUSED").contains("业务规则任务");
        assertThat(fate(imported, "mail")).startsWith("REFUSED");
        assertThat(fate(imported, "manual")).startsWith("MAPPED");
        assertThat(fate(imported, "t")).contains("监听器不执行");
        assertThat(fate(imported, "evil")).contains("REFUSED").contains("不能执行");
        assertThat(fate(imported, "e2")).startsWith("MAPPED").contains("终止结束事件");
        assertThat(imported.bpmn())
                .doesNotContain("execute", "Runtime", "evil.Listener", "setVariable", "steal")
                .contains("amount > 100");
    }

    @Test
    void severalHandlersAtOnceBecomeAMode() {
        var imported = imported("<bpmn:startEvent id=\"s\"/>" + loop("all", "false", "")
                + loop("any", "false", "${nrOfCompletedInstances == 1}")
                + loop("turn", "true", "") + "<bpmn:endEvent id=\"e\"/>" + flow("a", "s", "all")
                + flow("b", "all", "any")
                + flow("c", "any", "turn") + flow("d", "turn", "e"));

        assertThat(imported.bpmn()).contains("jinye:mode=\"all\"", "jinye:mode=\"any\"", "jinye:mode=\"sequence\"");
        assertThat(fate(imported, "any")).startsWith("MAPPED").contains("或签");
    }

    private static String loop(String id, String sequential, String completion) {
        return "<bpmn:userTask id=\"%s\"><bpmn:multiInstanceLoopCharacteristics isSequential=\"%s\" flowable:collection=\"people\">%s</bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>"
                .formatted(
                        id,
                        sequential,
                        completion.isEmpty()
                                ? ""
                                : "<bpmn:completionCondition>" + completion + "</bpmn:completionCondition>");
    }

    @Test
    void timersAreKeptAndOtherEventsAreTakenOut() {
        var imported = imported("""
                <bpmn:startEvent id="s"><bpmn:timerEventDefinition><bpmn:timeCycle>R3/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent>
                <bpmn:userTask id="t" name="审"/>
                <bpmn:boundaryEvent id="late" attachedToRef="t" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeDuration>P2D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
                <bpmn:boundaryEvent id="over" attachedToRef="t"><bpmn:timerEventDefinition><bpmn:timeDuration>P5D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
                <bpmn:boundaryEvent id="error" attachedToRef="t"><bpmn:errorEventDefinition/></bpmn:boundaryEvent>
                <bpmn:userTask id="told" name="已提醒"/><bpmn:userTask id="after" name="超时后"/><bpmn:userTask id="mend" name="改错"/>
                <bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
                <bpmn:intermediateCatchEvent id="signal"><bpmn:signalEventDefinition/></bpmn:intermediateCatchEvent>
                <bpmn:intermediateThrowEvent id="throw" name="通知"/>
                <bpmn:endEvent id="e"/><bpmn:endEvent id="e2"/><bpmn:endEvent id="e3"/><bpmn:endEvent id="e4"/>
                """ + flow("a", "s", "t") + flow("b", "t", "wait") + flow("c", "wait", "signal")
                + flow("d", "signal", "throw")
                + flow("f", "throw", "e") + flow("g", "over", "after") + flow("h", "after", "e2")
                + flow("i", "error", "mend")
                + flow("j", "mend", "e3") + flow("k", "late", "told") + flow("l", "told", "e4"));

        assertThat(fate(imported, "s")).startsWith("MAPPED").contains("定时事件");
        assertThat(fate(imported, "late")).startsWith("MAPPED").contains("提醒");
        assertThat(fate(imported, "over")).startsWith("KEPT");
        assertThat(fate(imported, "error")).startsWith("REFUSED").contains("错误事件");
        assertThat(fate(imported, "mend")).contains("到不了");
        assertThat(fate(imported, "signal")).startsWith("REFUSED").contains("信号事件");
        var complete = imported.bpmn().replace("<userTask ", "<userTask jinye:who=\"initiator\" ");
        assertThat(ProcessFile.read(complete).steps()).extracting("id").containsExactlyInAnyOrder("t", "after");
    }

    @Test
    void anEmbeddedSubProcessIsSpreadOut() {
        var imported = imported(
                "<bpmn:startEvent id=\"s\"/><bpmn:subProcess id=\"sub\" name=\"内\"><bpmn:startEvent id=\"is\"/><bpmn:userTask id=\"in\"/><bpmn:endEvent id=\"ie\"/>"
                        + flow("ia", "is", "in") + flow("ib", "in", "ie") + "</bpmn:subProcess>"
                        + "<bpmn:subProcess id=\"event\" triggeredByEvent=\"true\"><bpmn:startEvent id=\"es\"/></bpmn:subProcess>"
                        + "<bpmn:complexGateway id=\"g\"/><bpmn:endEvent id=\"e\"/>" + flow("a", "s", "sub")
                        + flow("b", "sub", "g") + flow("c", "g", "e"));

        assertThat(fate(imported, "sub")).startsWith("MAPPED").contains("展开");
        assertThat(fate(imported, "event")).contains("事件子流程");
        assertThat(fate(imported, "g")).startsWith("REFUSED").contains("复杂网关");
        var complete = imported.bpmn().replace("<userTask ", "<userTask jinye:who=\"initiator\" ");
        assertThat(ProcessFile.read(complete).steps()).extracting("id").containsExactly("in");
    }

    private static void refused(String text) {
        assertThatExceptionOfType(BadProcess.class).isThrownBy(() -> ProcessFile.imported(text));
    }

    @Test
    void hostileTextIsRefusedWithASentence() {
        refused(
                "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><definitions>&e;</definitions>");
        refused(
                "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><definitions>&b;</definitions>");
        refused("");
        refused("not xml");
        refused("<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>");
        refused(HEAD + "<bpmn:process id=\"p\">" + "<bpmn:subProcess id=\"a\">".repeat(5000)
                + "</bpmn:subProcess>".repeat(5000) + "</bpmn:process></bpmn:definitions>");
        refused(HEAD + "<bpmn:process id=\"p\">" + "<bpmn:userTask id=\"a\"/>".repeat(200_000)
                + "</bpmn:process></bpmn:definitions>");
    }

    @Test
    void aFiveMegabyteDiagramComesToAnEnd() {
        var text = new StringBuilder("<bpmn:startEvent id=\"n0\"/>");
        for (int i = 1; i <= 15_000; i++) {
            text.append("<bpmn:userTask id=\"n%d\" name=\"%s\"/>".formatted(i, "很长的环节名称".repeat(20)));
            text.append(flow("f" + i, "n" + (i - 1), "n" + i));
        }
        assertThat(text.length()).isGreaterThan(3_000_000);

        assertThatExceptionOfType(BadProcess.class)
                .isThrownBy(() -> imported(text.toString()))
                .matches(refused -> refused.code().equals("workflow.process-too-many-nodes"));
    }

    /** Bytes lost, doubled and changed: it is taken in or refused, never a fault. */
    @Test
    void noTextMakesTheImportStumble() {
        var models = Model.waiting().values().stream().toList();
        for (int seed = 0; seed < Integer.getInteger("jinye.import-runs", 2000); seed++) {
            var random = new Random(seed);
            var text = new StringBuilder(models.get(random.nextInt(models.size())));
            for (int i = random.nextInt(8); i >= 0; i--) {
                int at = random.nextInt(text.length() - 40);
                int length = 1 + random.nextInt(30);
                switch (random.nextInt(4)) {
                    case 0 -> text.delete(at, at + length);
                    case 1 -> text.insert(at, text.substring(at, at + length));
                    case 2 -> text.setCharAt(at, "<>\"&/ax0 ".charAt(random.nextInt(9)));
                    default -> {
                        int other = random.nextInt(text.length() - 40);
                        text.replace(at, at + length, text.substring(other, other + length));
                    }
                }
            }
            try {
                var imported = ProcessFile.imported(text.toString());
                ProcessFile.read(imported.bpmn());
            } catch (BadProcess sentence) {
                assertThat(sentence.code()).startsWith("workflow.process-");
            }
        }
    }
}
