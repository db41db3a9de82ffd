package jinye.platform.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.kernel.Urgency;
import jinye.platform.workflow.process.Finding;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** Checking, trying and publishing designed processes, and moving running matters from one version to another. */
@JinyeTest
class ProcessDefinitionsTests {

    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final String PROCESSES = "/api/workflow/processes";

    @LocalServerPort
    private int port;

    @Autowired
    private ProcessDefinitions definitions;

    @Autowired
    private MigrationPlan plan;

    @Autowired
    private ProcessMigration migration;

    @Autowired
    private Matters matters;

    @Autowired
    private SampleBureau bureau;

    private Actor designer;
    private Actor drafter;
    private String kind;

    @BeforeEach
    void designsSomethingNew() {
        designer = bureau.actor("sysadmin");
        drafter = bureau.actor("limin");
        kind = "designed.trip-" + NUMBERS.incrementAndGet();
    }

    /** draft → (days > 3: leader) → head, with the head's node id and the threshold to vary. */
    private static String bpmn(String headNode, String condition) {
        return """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:jinye="http://jinye/bpmn" targetNamespace="t">
                  <process id="p" name="出差申请">
                    <startEvent id="start"/>
                    <userTask id="draft" name="填写" jinye:who="initiator" jinye:opinion="none"/>
                    <exclusiveGateway id="long" name="时间长吗" default="short-way"/>
                    <userTask id="leader" name="分管领导审批" jinye:who="leader-in-charge" jinye:decisions="agree:同意,refuse:不同意"/>
                    <userTask id="%s" name="部门负责人审批" jinye:who="initiator-department-head"/>
                    <endEvent id="end"/>
                    <sequenceFlow id="a" sourceRef="start" targetRef="draft"/>
                    <sequenceFlow id="b" sourceRef="draft" targetRef="long"/>
                    <sequenceFlow id="c" sourceRef="long" targetRef="leader">
                      <conditionExpression>${%s}</conditionExpression>
                    </sequenceFlow>
                    <sequenceFlow id="short-way" sourceRef="long" targetRef="%s"/>
                    <sequenceFlow id="d" sourceRef="leader" targetRef="%s"/>
                    <sequenceFlow id="e" sourceRef="%s" targetRef="end"/>
                  </process>
                </definitions>""".formatted(headNode, condition, headNode, headNode, headNode);
    }

    private long begin() {
        return matters.start(
                drafter,
                new StartMatter(kind, NUMBERS.incrementAndGet(), "赴长沙出差", "", Urgency.PLAIN, Map.of("days", 2)));
    }

    @Test
    void everyFaultIsSaidAtOnceAndWhereItIs() {
        var text = bpmn("head", "days > 3 and colour == 'red'").replace("initiator-department-head", "role:R_NOBODY");
        assertThat(definitions.check(text, Set.of("days")))
                .anySatisfy(finding -> {
                    assertThat(finding.element()).isEqualTo("c");
                    assertThat(finding.level()).isEqualTo(Finding.Level.ERROR);
                    assertThat(finding.sentence()).contains("colour");
                })
                .anySatisfy(finding -> {
                    assertThat(finding.element()).isEqualTo("leader");
                    assertThat(finding.level()).isEqualTo(Finding.Level.WARNING);
                    assertThat(finding.sentence()).contains("办理时限");
                });
        assertThat(definitions.check(text.replace("colour", "days"), Set.of("days")))
                .anySatisfy(finding -> {
                    assertThat(finding.element()).isEqualTo("head");
                    assertThat(finding.sentence()).contains("R_NOBODY");
                });
        assertThat(definitions.check("<!DOCTYPE x>" + text, null)).hasSize(1);
        assertThat(definitions.check(bpmn("head", "T(java.lang.Runtime)"), null))
                .anySatisfy(finding -> assertThat(finding.code()).isEqualTo("workflow.process-condition"));
    }

    @Test
    void aBrokenProcessIsNotPublishedAndAMendedOneIs() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> definitions.publish(designer, kind, bpmn("head", "what > 3"), Set.of("days"), ""))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("workflow.process-broken"));
        assertThat(definitions.latest(kind)).isEmpty();
        assertThat(definitions.publish(designer, kind, bpmn("head", "days > 3"), Set.of("days"), "初版"))
                .isEqualTo(1);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> definitions.publish(designer, kind, bpmn("head", "days > 3"), Set.of("days"), ""))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("workflow.process-unchanged"));
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> definitions.publish(designer, "documents.memo", bpmn("head", "days > 3"), null, ""))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("workflow.process-of-application"));
    }

    @Test
    void whoPublishesAtTheSameInstantAsAnotherIsTold() throws Exception {
        try (var designers = Executors.newFixedThreadPool(4)) {
            var tries = designers.invokeAll(java.util.stream.IntStream.range(1, 9)
                    .<Callable<Integer>>mapToObj(days -> () -> {
                        try {
                            int version = definitions.publish(
                                    designer, kind, bpmn("head", "days > " + days), null, "第 " + days + " 稿");
                            assertThat(definitions.bpmn(kind, version)).contains("days > " + days + "}");
                            return version;
                        } catch (Refusal refused) {
                            assertThat(refused.code()).isEqualTo("workflow.published-meanwhile");
                            return 0;
                        }
                    })
                    .toList());
            var published = new java.util.ArrayList<Integer>();
            for (var one : tries) {
                published.add(one.get());
            }
            published.removeIf(version -> version == 0);
            assertThat(published)
                    .doesNotHaveDuplicates()
                    .hasSize(definitions.versions(kind).size());
        }
    }

    @Test
    void aNewVersionLeavesRunningMattersOnTheirs() {
        definitions.publish(designer, kind, bpmn("head", "days > 3"), null, "初版");
        begin();
        definitions.publish(designer, kind, bpmn("head", "days > 1"), null, "一天以上都要分管领导批");
        begin();
        assertThat(definitions.versions(kind))
                .extracting(ProcessVersion::version, ProcessVersion::running, ProcessVersion::note)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2, 1L, "一天以上都要分管领导批"),
                        org.assertj.core.groups.Tuple.tuple(1, 1L, "初版"));
    }

    @Test
    void runningMattersMoveToANewVersionAndBack() {
        definitions.publish(designer, kind, bpmn("head", "days > 3"), null, "初版");
        long first = begin();
        long second = begin();
        var state = state(first);
        matters.send(drafter, kind, state.record(), "draft", "", "");
        definitions.publish(designer, kind, bpmn("chief", "days > 3"), null, "改名");

        var preview = plan.preview(kind, 1, 2, Map.of());
        assertThat(preview).hasSize(2);
        assertThat(preview.stream().filter(one -> one.obstacle() != null))
                .singleElement()
                .satisfies(one -> assertThat(one.obstacle()).contains("部门负责人审批"));
        assertThat(plan.preview(kind, 1, 2, Map.of("head", "chief")))
                .allSatisfy(one -> assertThat(one.obstacle()).isNull());

        var moved = migration.apply(designer, kind, 1, 2, Map.of("head", "chief"), "统一环节名称");
        assertThat(moved.moved()).isEqualTo(2);
        assertThat(matters.openNodes(kind, state.record())).containsExactly("chief");

        // the second one is handled on before anybody thinks of undoing
        matters.send(drafter, kind, state(second).record(), "draft", "", "");
        var undone = migration.undo(designer, java.util.Objects.requireNonNull(moved.migration()));
        assertThat(undone.moved()).isEqualTo(1);
        assertThat(undone.stayed()).hasSize(1);
        assertThat(matters.openNodes(kind, state.record())).containsExactly("head");
        assertThat(matters.openNodes(kind, state(second).record())).containsExactly("chief");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> migration.undo(designer, moved.migration()))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("workflow.migration-undone"));
    }

    @Autowired
    private MatterStore store;

    private Matter state(long matter) {
        return store.byId(matter, false).orElseThrow();
    }

    @Test
    void aTrialNamesThePeopleARealMatterWouldGoTo() {
        var visitor = Visitor.at(port).signIn("sysadmin");
        var question = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "bpmn",
                        bpmn("head", "days > 3"),
                        "initiator",
                        drafter.person(),
                        "facts",
                        Map.of("days", 5),
                        "decisions",
                        Map.of("leader", "refuse")));
        var walked = visitor.post(PROCESSES + "/trials", question);
        assertThat(walked.status()).as(walked.body()).isEqualTo(200);
        var trial = walked.json();
        assertThat(trial.at("/ended").asBoolean()).isTrue();
        assertThat(List.of(0, 1, 2).stream()
                        .map(i -> trial.at("/steps/" + i + "/node").asString()))
                .containsExactly("draft", "leader", "head");
        assertThat(trial.at("/steps/0/handlers/0").asString()).isEqualTo(drafter.name());
        assertThat(trial.at("/steps/1/decision").asString()).isEqualTo("refuse");
        assertThat(trial.at("/steps/1/handlers").size()).isPositive();
    }

    @Test
    void aTrialNamesNobodyWhereNobodyActsAndOnlyTheFirstWhereOneHandles() {
        var text = """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:jinye="http://jinye/bpmn" targetNamespace="t">
                  <process id="p" name="公示后办理">
                    <startEvent id="s"/><endEvent id="e"/>
                    <intermediateCatchEvent id="notice" name="公示">
                      <timerEventDefinition><timeDuration>3 working-days</timeDuration></timerEventDefinition>
                    </intermediateCatchEvent>
                    <userTask id="sign" name="签批" jinye:who="leaders"/>
                    <sequenceFlow id="f" sourceRef="s" targetRef="notice"/>
                    <sequenceFlow id="g" sourceRef="notice" targetRef="sign"/>
                    <sequenceFlow id="h" sourceRef="sign" targetRef="e"/>
                  </process>
                </definitions>""";
        var trial = Visitor.at(port)
                .signIn("sysadmin")
                .post(
                        PROCESSES + "/trials",
                        JsonMapper.shared().writeValueAsString(Map.of("bpmn", text, "initiator", drafter.person())))
                .json();

        assertThat(trial.at("/steps/0/handlers").size()).isZero();
        assertThat(trial.at("/steps/0/mode").asString()).isEqualTo("定时等待");
        assertThat(trial.at("/steps/1/handlers").size()).isEqualTo(1);
    }

    @Test
    void onlyDesignersSeeDefinitions() {
        assertThat(Visitor.at(port).signIn("limin").get(PROCESSES).status()).isEqualTo(403);
        var designers = Visitor.at(port).signIn("sysadmin");
        assertThat(designers.get(PROCESSES).body()).contains("documents.outgoing");
        var shown = designers.get(PROCESSES + "/documents.memo/versions/1");
        assertThat(shown.json().at("/bpmn").asString()).contains("BPMNShape");
        assertThat(designers.get(PROCESSES + "/documents.nothing/versions/1").status())
                .isEqualTo(404);
    }
}
