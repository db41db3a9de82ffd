package jinye.platform.workflow;

import static jinye.platform.workflow.World.actor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinye.kernel.Refusal;
import jinye.platform.workflow.process.Shape;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The verbs as people know them, one at a time. */
class HandlingTests {

    private static final World.Bureau BUREAU = new World.Bureau();
    private static World world;

    @BeforeAll
    static void publish() {
        BUREAU.posts.put("R_HEAD", List.of(2L));
        BUREAU.posts.put("R_TEAM", List.of(11L, 12L, 13L));
        BUREAU.posts.put("R_LEADER", List.of(3L));
        BUREAU.posts.put("R_EMPTY", List.of());
        BUREAU.posts.put("leaders", List.of(3L, 4L, 5L));
        var models = new LinkedHashMap<String, String>();
        var m = new Model("公文");
        models.put(
                "test.simple",
                m.write(m.sequence(
                        m.step("who", "initiator"),
                        m.step(
                                "who",
                                "role:R_HEAD",
                                "decisions",
                                "agree:同意,disagree:不同意",
                                "opinion",
                                "required",
                                "cell",
                                "head",
                                "clock",
                                "test.day"),
                        m.step("who", "role:R_LEADER"))));
        for (var mode : List.of("all", "any", "sequence", "vote", "lead-assist")) {
            var n = new Model(mode);
            models.put(
                    "test." + mode,
                    n.write(n.sequence(
                            n.step("who", "initiator"),
                            n.step("who", "role:R_TEAM", "mode", mode),
                            n.step("who", "role:R_LEADER"))));
        }
        var p = new Model("抢办");
        models.put(
                "test.pool",
                p.write(p.sequence(
                        p.step("who", "initiator"),
                        p.step("who", "role:R_TEAM:pool"),
                        p.step("who", "role:R_LEADER"))));
        var c = new Model("选办");
        models.put(
                "test.chosen",
                c.write(c.sequence(
                        c.step("who", "initiator"), c.step("who", "chosen-by-previous", "chooseFrom", "leaders"))));
        var e = new Model("缺岗");
        models.put("test.empty", e.write(e.sequence(e.step("who", "initiator"), e.step("who", "role:R_EMPTY"))));
        var f = new Model("并行");
        models.put(
                "test.fork",
                f.write(f.sequence(
                        f.step("who", "initiator"),
                        f.fork(f.step("who", "role:R_HEAD"), f.step("who", "role:R_LEADER")),
                        f.step("who", "role:R_TEAM:pool"))));
        world = new World(BUREAU, models);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    static void refused(String code, ThrowingCallable act) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(act)
                .satisfies(r -> assertThat(r.code()).isEqualTo(code));
    }

    private static long started(String kind) {
        return world.start("test." + kind, 1, Map.of());
    }

    private static long sent(String kind) {
        long matter = started(kind);
        world.send(matter, world.openNodes(matter).getFirst(), 1);
        return matter;
    }

    @Test
    void aMatterGoesFromStepToStepUntilItEnds() {
        long matter = sent("simple");

        world.send(matter, "t2", 2, "agree", "同意。");
        world.send(matter, "t3", 3);

        assertThat(world.state(matter)).isEqualTo("ENDED");
        assertThat(world.pages.of(actor(1), matter).trail())
                .extracting(MatterPage.TrailView::verb)
                .containsExactly("START", "SEND", "SEND", "SEND", "END");
    }

    @Test
    void anOwnFirstStepIsADraftUntilItIsSent() {
        long matter = started("simple");

        assertThat(world.counting.counts(actor(1)).drafts()).isPositive();
        assertThat(drafts(1)).contains(matter);
        assertThat(todo(1)).doesNotContain(matter);

        world.send(matter, "t1", 1);

        assertThat(drafts(1)).doesNotContain(matter);
        assertThat(todo(2)).contains(matter);
    }

    @Test
    void aRequiredOpinionMustBeWritten() {
        long matter = sent("simple");

        refused("workflow.opinion-required", () -> world.send(matter, "t2", 2, "agree", ""));
        refused("workflow.no-such-decision", () -> world.send(matter, "t2", 2, "perhaps", "嗯"));
    }

    @Test
    void whoComesSecondLearnsWhoWasQuickerAndWhen() {
        long matter = sent("any");
        long late = world.assignment(matter, "t2", 12);
        world.send(matter, "t2", 11);

        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> world.sending.send(actor(12), late, "", "", Choices.NONE))
                .satisfies(r -> {
                    assertThat(r.code()).isEqualTo("workflow.already-handled");
                    assertThat(r.facts().getFirst()).isEqualTo("人11");
                    assertThat(r.facts().get(1).toString()).matches("\\d\\d:\\d\\d");
                });
    }

    @Test
    void signingTwiceIsRefusedTheSameWay() {
        long matter = sent("simple");
        long mine = world.assignment(matter, "t2", 2);
        world.send(matter, "t2", 2, "agree", "同意。");

        refused("workflow.already-handled", () -> world.sending.send(actor(2), mine, "agree", "同意。", Choices.NONE));
    }

    @Test
    void anothersAssignmentDoesNotExist() {
        long matter = sent("simple");
        long theirs = world.assignment(matter, "t2", 2);

        refused("workflow.no-such-assignment", () -> world.sending.send(actor(7), theirs, "agree", "同意", Choices.NONE));
        refused("workflow.no-such-matter", () -> world.pages.of(actor(7), matter));
    }

    @Test
    void allMustSignAndOneObjectionCounts() {
        long matter = sent("all");

        world.send(matter, "t2", 11);
        world.send(matter, "t2", 12);
        assertThat(world.openNodes(matter)).containsExactly("t2");
        world.send(matter, "t2", 13);

        assertThat(world.openNodes(matter)).containsExactly("t3");
    }

    @Test
    void inSequenceEachWaitsForTheOneBefore() {
        long matter = sent("sequence");

        assertThat(world.live(matter).get("t2")).containsOnlyKeys(11L);
        world.send(matter, "t2", 11);
        assertThat(world.live(matter).get("t2")).containsOnlyKeys(12L);
    }

    @Test
    void aVoteClosesWhenTheMajorityIsReached() {
        long matter = sent("vote");

        refused("workflow.no-such-decision", () -> world.send(matter, "t2", 11, "", ""));
        world.send(matter, "t2", 11, "yes", "");
        world.send(matter, "t2", 13, "yes", "");

        assertThat(world.openNodes(matter)).containsExactly("t3");
    }

    @Test
    void theLeadSumsUpAfterTheAssistants() {
        long matter = sent("lead-assist");

        refused("workflow.assistants-first", () -> world.send(matter, "t2", 11));
        world.send(matter, "t2", 12);
        world.send(matter, "t2", 13);
        world.send(matter, "t2", 11);

        assertThat(world.openNodes(matter)).containsExactly("t3");
    }

    @Test
    void aPoolIsClaimedByOneAndGivenBack() {
        long matter = sent("pool");
        long eleven = world.assignment(matter, "t2", 11);
        long twelve = world.assignment(matter, "t2", 12);

        world.sharing.claim(actor(11), eleven);
        refused("workflow.already-claimed", () -> world.sharing.claim(actor(12), twelve));
        world.sharing.release(actor(11), eleven);
        world.sharing.claim(actor(12), twelve);
        world.send(matter, "t2", 12);

        assertThat(world.openNodes(matter)).containsExactly("t3");
    }

    @Test
    void aDesksActAlsoLearnsWhoWasQuicker() {
        long matter = sent("pool");
        world.sending.sendAt(actor(11), matter, "t2", "", "", Choices.NONE);

        refused("workflow.already-handled", () -> world.sending.sendAt(actor(12), matter, "t2", "", "", Choices.NONE));
        refused("workflow.not-yours", () -> world.sending.sendAt(actor(7), matter, "t2", "", "", Choices.NONE));
    }

    @Test
    void returningStraightBackComesBackToWhoReturned() {
        long matter = sent("simple");
        world.send(matter, "t2", 2, "agree", "同意。");

        world.returning.returnTo(actor(3), world.assignment(matter, "t3", 3), "t1", true, "附件不全");
        assertThat(todo(1)).contains(matter);
        world.send(matter, "t1", 1);

        assertThat(world.live(matter)).containsOnlyKeys("t3");
        assertThat(world.told).anyMatch(words -> words.startsWith("1 人3将《关于test.simple》退回环节1"));
    }

    @Test
    void returningWalksAgainUnlessAskedOtherwise() {
        long matter = sent("simple");
        world.send(matter, "t2", 2, "agree", "同意。");

        refused(
                "workflow.reason-required",
                () -> world.returning.returnTo(actor(3), world.assignment(matter, "t3", 3), "t1", false, " "));
        world.returning.returnTo(actor(3), world.assignment(matter, "t3", 3), "t1", false, "附件不全");
        world.send(matter, "t1", 1);

        assertThat(world.live(matter)).containsOnlyKeys("t2");
    }

    @Test
    void aLaneIsNotReturnedIntoItsSibling() {
        long matter = sent("fork");
        world.send(matter, "t2", 2);

        assertThatExceptionOfType(Shape.OtherLane.class)
                .isThrownBy(
                        () -> world.returning.returnTo(actor(3), world.assignment(matter, "t3", 3), "t2", false, "不妥"));
        refused(
                "workflow.straight-leaves-fork",
                () -> world.returning.returnTo(actor(3), world.assignment(matter, "t3", 3), "t1", true, "不妥"));
    }

    @Test
    void whatWasSentIsTakenBackUntilItIsOpened() {
        long matter = sent("simple");
        long mine = world.sql.queryForObject(
                "select id from workflow.assignment where matter = ? and node = 't1'", Long.class, matter);
        assertThat(world.pages.of(actor(1), matter).withdrawable()).isEqualTo(mine);

        world.withdrawing.withdraw(actor(1), mine);
        assertThat(world.live(matter)).containsOnlyKeys("t1");
        refused("workflow.too-late", () -> world.withdrawing.withdraw(actor(1), mine));

        world.send(matter, "t1", 1);
        world.sending.open(actor(2), world.assignment(matter, "t2", 2));
        long again = world.sql.queryForObject(
                "select max(id) from workflow.assignment where matter = ? and node = 't1'", Long.class, matter);
        refused("workflow.opened-already", () -> world.withdrawing.withdraw(actor(1), again));
        assertThat(world.pages.of(actor(1), matter).withdrawable()).isNull();
    }

    @Test
    void theOpinionOfAWithdrawnSendLeavesTheSheet() {
        long matter = sent("simple");
        world.send(matter, "t2", 2, "agree", "同意。");
        long record = world.pages.of(actor(1), matter).record();
        assertThat(world.reading.opinions("test.simple", record))
                .extracting(MatterOpinion::cell, MatterOpinion::text)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("head", "同意。"));

        world.withdrawing.withdraw(actor(2), world.pages.of(actor(2), matter).withdrawable());

        assertThat(world.reading.opinions("test.simple", record)).isEmpty();
    }

    @Test
    void addedSignersGoBeforeOrAfter() {
        long matter = sent("simple");
        long mine = world.assignment(matter, "t2", 2);

        world.sharing.addSigner(actor(2), mine, 21, true, "");
        refused("workflow.not-your-turn", () -> world.sending.send(actor(2), mine, "agree", "同意", Choices.NONE));
        world.send(matter, "t2", 21, "agree", "可以");
        long after = world.sharing.addSigner(actor(2), mine, 22, false, "");
        world.send(matter, "t2", 2, "agree", "同意");
        assertThat(world.live(matter).get("t2")).containsOnlyKeys(22L);
        refused("workflow.not-added-by-you", () -> world.sharing.removeSigner(actor(21), after));
        world.sharing.removeSigner(actor(2), after);

        assertThat(world.openNodes(matter)).containsExactly("t3");
    }

    @Test
    void aTransferLeavesTheRestAsItWas() {
        long matter = sent("all");

        world.sharing.transfer(actor(11), world.assignment(matter, "t2", 11), 21, "出差");
        refused(
                "workflow.already-there",
                () -> world.sharing.transfer(actor(12), world.assignment(matter, "t2", 12), 21, ""));

        assertThat(world.live(matter).get("t2")).containsOnlyKeys(21L, 12L, 13L);
    }

    @Test
    void aMissingPostIsNamedBeforeAnythingIsSent() {
        long matter = started("empty");

        assertThat(next(matter, "t1", 1).nodes().getFirst().missing()).contains("R_EMPTY");
        refused("workflow.nobody", () -> world.send(matter, "t1", 1));
        assertThat(world.openNodes(matter)).containsExactly("t1");
    }

    @Test
    void theSenderChoosesAmongTheCandidates() {
        long matter = started("chosen");
        long mine = world.assignment(matter, "t1", 1);

        var node = next(matter, "t1", 1).nodes().getFirst();
        assertThat(node.candidates()).extracting(Handler::person).containsExactly(3L, 4L, 5L);
        refused("workflow.choose-handlers", () -> world.sending.send(actor(1), mine, "", "", Choices.NONE));
        refused("workflow.not-to-be-chosen", () -> world.sending.send(actor(1), mine, "", "", chosen(9L)));
        refused("workflow.choose-one", () -> world.sending.send(actor(1), mine, "", "", chosen(3L, 4L)));
        world.sending.send(actor(1), mine, "", "", chosen(4L));

        assertThat(world.live(matter).get("t2")).containsOnlyKeys(4L);
    }

    @Test
    void aSubstituteSeesAndActsForWhoeverIsAway() {
        var now = world.clock.instant();
        long delegation = world.delegations.delegate(
                actor(2), 8, List.of("test.simple"), now, now.plus(Duration.ofDays(3)), "出差");
        long matter = sent("simple");
        long chained = world.delegations.delegate(actor(8), 9, List.of(), now, now.plus(Duration.ofDays(3)), "");

        assertThat(todo(8)).contains(matter);
        assertThat(todo(9)).doesNotContain(matter);
        assertThat(world.events)
                .filteredOn(StepArrived.class::isInstance)
                .map(StepArrived.class::cast)
                .anyMatch(e -> e.matter() == matter && e.handlers().equals(List.of(2L, 8L)));
        refused(
                "workflow.delegated-already",
                () -> world.delegations.delegate(actor(2), 7, List.of(), now, now.plus(Duration.ofDays(1)), ""));
        world.sending.send(actor(8), world.assignment(matter, "t2", 2), "agree", "代为审核，同意。", Choices.NONE);

        var opinion = world.reading
                .opinions("test.simple", world.pages.of(actor(1), matter).record())
                .getFirst();
        assertThat(opinion.personName()).isEqualTo("人8");
        assertThat(opinion.onBehalfOfName()).isEqualTo("人2");

        world.delegations.end(actor(2), delegation);
        world.delegations.end(actor(8), chained);
        assertThat(todo(8)).doesNotContain(sent("simple"));
    }

    @Test
    void readersAreToldAndTheirReadingIsKept() {
        long matter = sent("simple");
        refused("workflow.may-not-share", () -> world.circulating.circulate(actor(7), matter, List.of(31L), ""));

        world.circulating.circulate(actor(2), matter, List.of(31L, 32L), "请阅");
        refused("workflow.circulated-already", () -> world.circulating.circulate(actor(1), matter, List.of(31L), ""));
        var mine = world.lists
                .circulated(actor(31), new WorkLists.Question(null, null, null, true), null, 20)
                .items()
                .getFirst();
        world.circulating.read(actor(31), mine.circulation(), "已阅，建议尽快。");
        refused("workflow.no-such-circulation", () -> world.circulating.read(actor(32), mine.circulation(), ""));

        assertThat(world.pages.of(actor(31), matter).readers())
                .extracting(MatterPage.ReaderView::personName, MatterPage.ReaderView::opinion)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("人31", "已阅，建议尽快。"),
                        org.assertj.core.groups.Tuple.tuple("人32", ""));
    }

    @Test
    void urgingIsCountedAndNotRepeatedAtOnce() {
        long matter = sent("simple");

        assertThat(world.circulating.urge(actor(1), matter, "请今天办理")).containsExactly("人2");
        refused("workflow.urged-recently", () -> world.circulating.urge(actor(1), matter, ""));

        assertThat(world.sql.queryForObject(
                        "select urged_count from workflow.assignment where matter = ? and node = 't2'",
                        Integer.class,
                        matter))
                .isEqualTo(1);
    }

    @Test
    void whatIsDueIsCountedAndLit() {
        long matter = sent("simple");
        var row = page(2, false).stream()
                .filter(r -> r.matter() == matter)
                .findFirst()
                .orElseThrow();

        assertThat(row.light()).isEqualTo("GREEN");
        assertThat(row.dueAt()).isEqualTo(world.clock.instant().plus(Duration.ofDays(1)));
        assertThat(world.counting.counts(actor(2)).all()).isPositive();
    }

    @Test
    void administratorsSuspendJumpEndAndReopen() {
        long matter = sent("fork");
        var boss = actor(99);

        assertThatExceptionOfType(jinye.kernel.Actor.NotPermitted.class)
                .isThrownBy(() -> world.steering.suspend(actor(1), matter, "等"));
        world.steering.suspend(boss, matter, "等待上级答复");
        refused("workflow.suspended", () -> world.send(matter, "t2", 2));
        world.steering.resume(boss, matter);
        world.steering.jump(boss, matter, "t6", "加快", Choices.NONE);
        assertThat(world.openNodes(matter).size()).isEqualTo(1);
        world.steering.terminate(boss, matter, "作废");
        assertThat(world.state(matter)).isEqualTo("TERMINATED");
        world.steering.reopen(boss, matter, "t1", "误终止", Choices.NONE);

        assertThat(world.live(matter)).containsOnlyKeys("t1");
    }

    @Test
    void aSavedDraftIsThereNextTime() {
        long matter = sent("simple");
        world.drafts.save(actor(2), world.assignment(matter, "t2", 2), "agree", "同意，请");

        var mine = world.pages.of(actor(2), matter).mine().getFirst();

        assertThat(mine.draftOpinion()).isEqualTo("同意，请");
        assertThat(mine.decisions()).extracting(MatterPage.Decision::term).containsExactly("同意", "不同意");
        assertThat(mine.returnTargets()).extracting(Returning.Target::node).containsExactly("t1");
    }

    @Test
    void theTrailCannotBeChanged() {
        sent("simple");

        assertThatExceptionOfType(org.springframework.dao.DataAccessException.class)
                .isThrownBy(() -> world.sql.update("update workflow.trail set actor_name = '别人'"));
        assertThatExceptionOfType(org.springframework.dao.DataAccessException.class)
                .isThrownBy(() -> world.sql.update("delete from workflow.trail"));
    }

    private static HandlerPreview.Next next(long matter, String node, long person) {
        return world.sending.preview(actor(person), world.assignment(matter, node, person), "", world.preview);
    }

    private static Choices chosen(Long... people) {
        return new Choices(Map.of("t2", List.of(people)));
    }

    private static List<TodoRow> page(long person, boolean drafts) {
        return world.todo
                .page(
                        actor(person),
                        new TodoList.Question(drafts, null, null, null, null, TodoList.Sort.ARRIVED),
                        null,
                        100)
                .items();
    }

    private static List<Long> todo(long person) {
        return page(person, false).stream().map(TodoRow::matter).toList();
    }

    private static List<Long> drafts(long person) {
        return page(person, true).stream().map(TodoRow::matter).toList();
    }
}
