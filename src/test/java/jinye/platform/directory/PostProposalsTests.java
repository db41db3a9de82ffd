package jinye.platform.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import jinye.kernel.Actor;
import jinye.kernel.Grant;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import jinye.platform.journal.JournalRow;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 任职须经两人: posts carry roles, so nobody gets one, and no post becomes another, by one administrator alone. */
@JinyeTest
class PostProposalsTests {

    private static final AtomicInteger NEXT = new AtomicInteger();

    @Autowired
    RightsProposals proposals;

    @Autowired
    ProposalList list;

    @Autowired
    PostChanges changes;

    @Autowired
    PostRegister posts;

    @Autowired
    DepartmentRegister departments;

    @Autowired
    PeopleRegister people;

    @Autowired
    Directory directory;

    @Autowired
    SampleBureau sample;

    @Autowired
    Journal journal;

    @Autowired
    JdbcClient jdbc;

    private Actor system;
    private Actor security;
    private int number;
    private long department;
    private long desk;
    private long head;
    private long clerk;

    @BeforeEach
    void openADepartment() {
        system = sample.actor("sysadmin");
        security = sample.actor("secadmin");
        number = NEXT.incrementAndGet();
        department = departments.open(
                system, sample.unit("43018100"), new DepartmentForm("PP" + number, "任职试验科" + number, null, 900));
        desk = posts.open(system, department, post("D", PostCategory.STAFF, 3));
        head = posts.open(system, department, post("H", PostCategory.HEAD, 1));
        clerk = people.enter(system, new PersonForm("凌任职", "PP-" + number, 1, null, null, number), desk);
    }

    @AfterEach
    void closeTheDepartment() {
        jdbc.sql("update directory.proposal set state = 'WITHDRAWN', decided_by = proposed_by, decided_at = now() "
                        + "where state = 'OPEN' and unit_id = ? and post_id in (?, ?)")
                .params(sample.unit("43018100"), desk, head)
                .update();
    }

    @Test
    void aHeadIsHeadOnlyWhenTheSecurityAdministratorApproves() {
        long id = proposals.propose(system, changes.appointment(clerk, head, true), "主持工作");

        assertThat(held()).doesNotContain(Grant.role("R_DEPT_HEAD", sample.unit("43018100")));
        refused("directory.approved-by-proposer", () -> proposals.approve(system, id));
        refused("access.not-permitted", () -> proposals.approve(sample.actor("auditadmin"), id));
        refused("directory.approved-by-proposer", () -> proposals.refuse(system, id, "不"));
        refused(
                "directory.proposed-already",
                () -> proposals.propose(system, changes.appointment(clerk, head, true), "再提"));
        refused(
                "access.not-permitted",
                () -> proposals.propose(security, changes.appointment(clerk, head, true), "自己提"));
        assertThat(row(system).decidable()).isFalse();
        assertThat(row(security).decidable()).isTrue();
        assertThat(row(security).postTitle()).isEqualTo("H岗" + number);

        proposals.approve(security, id);

        assertThat(held()).contains(Grant.role("R_DEPT_HEAD", sample.unit("43018100")));
        assertThat(journal.of(new RecordId("directory", clerk)))
                .extracting(JournalRow::term)
                .contains("提出权限变更", "任职");
        assertThat(jdbc.sql("select proposal_id from directory.holding where person_id = ? and valid_to is null")
                        .params(clerk)
                        .query(Long.class)
                        .single())
                .isEqualTo(id);
    }

    @Test
    void aRefusedOrWithdrawnAppointmentChangesNothing() {
        proposals.refuse(security, proposals.propose(system, changes.appointment(clerk, head, true), "主持工作"), "未经研究");
        long id = proposals.propose(system, changes.appointment(clerk, head, true), "主持工作");
        refused("access.not-permitted", () -> proposals.withdraw(sample.actor("auditadmin"), id));
        refused("access.not-permitted", () -> proposals.withdraw(security, id));
        proposals.withdraw(system, id);

        assertThat(held()).doesNotContain(Grant.role("R_DEPT_HEAD", sample.unit("43018100")));
        assertThat(directory.person(clerk).postTitle()).isEqualTo("D岗" + number);
    }

    @Test
    void nobodyIsAppointedToAPostThatBecameAnotherMeanwhile() {
        long spare = posts.open(system, department, post("S", PostCategory.STAFF, 1));
        long id = proposals.propose(system, changes.appointment(clerk, spare, true), "换岗");

        assertThat(posts.change(system, spare, 1, post("S", PostCategory.DEPUTY_HEAD, 1)))
                .isNull();

        refused("directory.post-changed-since", () -> proposals.approve(security, id));
        proposals.refuse(security, id, "岗位已变");
    }

    @Test
    void aPostThatPeopleHoldBecomesAnotherOnlyByTwo() {
        long spare = posts.open(system, department, post("V", PostCategory.STAFF, 1));
        proposals.approve(security, proposals.propose(system, changes.appointment(clerk, spare, true), "换岗"));

        var waiting = posts.change(system, spare, 1, post("W", PostCategory.DEPUTY_HEAD, 1));

        assertThat(waiting).isNotNull();
        assertThat(category(spare)).isEqualTo("STAFF");
        assertThat(directory.person(clerk).postTitle()).isEqualTo("W岗" + number);
        refused("directory.approved-by-proposer", () -> proposals.approve(system, waiting));
        proposals.approve(security, waiting);
        assertThat(category(spare)).isEqualTo("DEPUTY_HEAD");
        refused("directory.second-head", () -> posts.change(system, spare, 3, post("W", PostCategory.HEAD, 1)));
    }

    @Test
    void noDepartmentBecomesTheOfficeUnderItsHead() {
        proposals.approve(security, proposals.propose(system, changes.appointment(clerk, head, true), "主持工作"));

        refused(
                "directory.office-has-head",
                () -> departments.change(system, department, 1, new DepartmentForm("BGS", "任职试验科", null, 900)));
    }

    @Test
    void noAdministratorIsRemovedByAChangeOfPosts() {
        long unit = sample.unit("43018100");
        proposals.approve(
                system,
                proposals.propose(
                        security,
                        new RightsChange(RightsChange.Sort.GIVE_ROLE, clerk, "A_AUD", unit, null, null),
                        "增设审计管理员"));
        long elsewhere = posts.open(system, system.department(), post("E", PostCategory.STAFF, 9));

        refused("directory.administrator-leaves", () -> people.leave(system, clerk, version(), "调离"));
        long moving = proposals.propose(system, changes.appointment(clerk, elsewhere, true), "调离");
        refused("directory.administrator-moves", () -> proposals.approve(security, moving));
        proposals.withdraw(system, moving);
        proposals.approve(
                system,
                proposals.propose(
                        security,
                        new RightsChange(RightsChange.Sort.TAKE_ROLE, clerk, "A_AUD", unit, null, (LocalDate) null),
                        "撤去"));
        people.leave(system, clerk, version(), "调离");
    }

    @Test
    void nobodyAppointsThemselves() {
        refused(
                "directory.own-roles",
                () -> proposals.propose(system, changes.appointment(system.person(), desk, false), "兼任"));
    }

    private PostForm post(String letter, PostCategory category, int headcount) {
        return new PostForm(letter + "P" + number, letter + "岗" + number, category, 50, headcount);
    }

    private Set<String> held() {
        return sample.actor(clerk).tokens();
    }

    private ProposalList.ProposalRow row(Actor reader) {
        return list.page(reader, true, clerk, null, 5).items().getFirst();
    }

    private String category(long post) {
        return jdbc.sql("select category from directory.post where id = ?")
                .params(post)
                .query(String.class)
                .single();
    }

    private long version() {
        return jdbc.sql("select version from directory.person where id = ?")
                .params(clerk)
                .query(Long.class)
                .single();
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
