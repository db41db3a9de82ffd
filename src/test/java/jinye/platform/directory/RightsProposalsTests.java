package jinye.platform.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import jinye.platform.journal.JournalRow;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 四眼: rights change by two people or not at all, and nobody is two of the three administrators by any way. */
@JinyeTest
class RightsProposalsTests {

    private static final AtomicInteger NEXT = new AtomicInteger();

    @Autowired
    RightsProposals proposals;

    @Autowired
    ProposalList list;

    @Autowired
    RightsEnding ending;

    @Autowired
    PostRegister posts;

    @Autowired
    PeopleRegister people;

    @Autowired
    PostChanges changes;

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
    private Actor auditor;
    private int number;
    private long unit;
    private long post;
    private long clerk;

    @BeforeEach
    void enterAClerk() {
        system = sample.actor("sysadmin");
        security = sample.actor("secadmin");
        auditor = sample.actor("auditadmin");
        number = NEXT.incrementAndGet();
        unit = system.unit();
        post = posts.open(
                system, system.department(), new PostForm("RP" + number, "专员" + number, PostCategory.STAFF, 90, 9));
        clerk = people.enter(system, new PersonForm("凌霄" + letters(), "RP-" + number, 1, null, null, number), post);
    }

    @Test
    void aRoleTakesEffectOnlyWhenASecondPersonApproves() {
        long id = proposals.propose(security, role(clerk, "R_SEAL"), "接任印章管理");

        assertThat(sample.actor(clerk).permissions()).doesNotContain("documents.seal");
        refused("directory.approved-by-proposer", () -> proposals.approve(security, id));
        refused("access.not-permitted", () -> proposals.approve(auditor, id));
        refused("directory.proposed-already", () -> proposals.propose(security, role(clerk, "R_SEAL"), "再提一次"));

        proposals.approve(system, id);

        assertThat(sample.actor(clerk).permissions()).contains("documents.seal");
        refused("directory.no-such-proposal", () -> proposals.approve(system, id));
        assertThat(journal.of(new RecordId("directory", clerk)))
                .extracting(JournalRow::term)
                .contains("提出权限变更", "授予角色");
        proposals.approve(system, proposals.propose(security, take(clerk, "R_SEAL"), "调离"));
        assertThat(sample.actor(clerk).permissions()).doesNotContain("documents.seal");
    }

    @Test
    void nobodyProposesOrApprovesWhatConcernsThemselves() {
        refused("directory.own-roles", () -> proposals.propose(security, role(security.person(), "R_ARCH"), "给自己"));
        refused("access.not-permitted", () -> proposals.propose(system, role(clerk, "R_ARCH"), "系统管理员不授权"));
        refused("access.not-permitted", () -> proposals.propose(auditor, role(clerk, "R_ARCH"), "审计管理员不授权"));

        proposals.approve(system, proposals.propose(security, role(clerk, "A_SYS"), "增设系统管理员"));
        long taking = proposals.propose(security, take(clerk, "A_SYS"), "撤去系统管理员");

        refused("directory.own-approval", () -> proposals.approve(sample.actor(clerk), taking));
        refused("directory.own-approval", () -> proposals.refuse(sample.actor(clerk), taking, "不同意"));
        proposals.approve(system, taking);
        assertThat(sample.actor(clerk).permissions()).doesNotContain("directory.manage");
    }

    @Test
    void aProposalIsRefusedWithAWordOrTakenBackByItsAuthor() {
        long refusing = proposals.propose(security, role(clerk, "R_ARCH"), "兼档案");
        proposals.refuse(system, refusing, "没有档案岗位");
        long withdrawing = proposals.propose(security, role(clerk, "R_ARCH"), "兼档案");
        refused("access.not-permitted", () -> proposals.withdraw(system, withdrawing));
        proposals.withdraw(security, withdrawing);

        assertThat(list.page(auditor, false, clerk, null, 10).items())
                .extracting(ProposalList.ProposalRow::state)
                .containsExactly("WITHDRAWN", "REFUSED");
        assertThat(list.page(auditor, false, clerk, null, 10).items().getLast().note())
                .isEqualTo("没有档案岗位");
        assertThat(sample.actor(clerk).permissions()).doesNotContain("archives.file");
        refused("access.not-permitted", () -> list.page(sample.actor("limin"), true, null, null, 10));
    }

    @Test
    void theLastAdministratorOfAKindStays() {
        refused(
                "directory.last-administrator",
                () -> proposals.propose(security, take(auditor.person(), "A_AUD"), "撤去"));
        refused(
                "directory.last-administrator",
                () -> proposals.propose(security, take(system.person(), "A_SYS"), "撤去"));
    }

    @Test
    void aDataScopeOpensADepartmentForReadingAndNothingForDoing() {
        long office = sample.department("43010000", "BGS");
        var before = sample.actor(clerk).permissions();
        var scope = new RightsChange(
                RightsChange.Sort.GIVE_SCOPE, clerk, null, sample.unit("43010000"), office, LocalDate.now());

        proposals.approve(system, proposals.propose(security, scope, "专项检查"));

        assertThat(sample.actor(clerk).tokens())
                .contains("department:" + office)
                .doesNotContain("unit:" + sample.unit("43010000"));
        assertThat(sample.actor(clerk).permissions()).isEqualTo(before);
        refused("directory.administrator-holds-more", () -> proposals.propose(security, role(clerk, "A_AUD"), "兼任"));
        refused(
                "directory.administrator-gets-scope",
                () -> proposals.propose(
                        security,
                        new RightsChange(RightsChange.Sort.GIVE_SCOPE, auditor.person(), null, unit, null, null),
                        "查看业务"));
        jdbc.sql("update directory.scope_holding set last_day = :day where person_id = :person")
                .param("day", LocalDate.now().minusDays(1))
                .param("person", clerk)
                .update();
        assertThat(ending.end()).isPositive();
        assertThat(sample.actor(clerk).tokens()).doesNotContain("department:" + office);
    }

    @Test
    void aRoleForATimeEndsByItself() {
        var forAMonth = new RightsChange(
                RightsChange.Sort.GIVE_ROLE,
                clerk,
                "R_ARCH",
                unit,
                null,
                LocalDate.now().plusDays(30));
        proposals.approve(system, proposals.propose(security, forAMonth, "代管档案"));
        refused("directory.role-held-already", () -> proposals.propose(security, forAMonth, "代管档案"));
        refused(
                "directory.rights-end-past",
                () -> proposals.propose(
                        security,
                        new RightsChange(
                                RightsChange.Sort.GIVE_ROLE,
                                clerk,
                                "R_ARCH",
                                unit,
                                null,
                                LocalDate.now().minusDays(1)),
                        "补办"));
        assertThat(sample.actor(clerk).permissions()).contains("archives.file");

        jdbc.sql("update directory.role_holding set last_day = :day where person_id = :person and last_day is not null")
                .param("day", LocalDate.now().minusDays(1))
                .param("person", clerk)
                .update();
        ending.end();

        assertThat(sample.actor(clerk).permissions()).doesNotContain("archives.file");
    }

    @Test
    void nobodyIsTwoOfTheThreeByAnyWay() {
        proposals.approve(system, proposals.propose(security, role(clerk, "A_SYS"), "增设系统管理员"));
        refused("directory.administrator-holds-more", () -> proposals.propose(security, role(clerk, "A_SEC"), "兼任"));
        refused(
                "directory.administrator-gets-business",
                () -> proposals.propose(security, role(clerk, "R_ARCH"), "兼任"));
        long head = posts.open(
                system,
                system.department(),
                new PostForm("RH" + number, "副处长" + number, PostCategory.DEPUTY_HEAD, 80, 9));
        refused(
                "directory.administrator-in-business",
                () -> proposals.propose(system, changes.appointment(clerk, head, false), "主持工作"));

        for (var role : new String[] {"A_SEC", "A_AUD", "R_ARCH"}) {
            assertThatThrownBy(() -> insertRole(clerk, role)).isInstanceOf(DataIntegrityViolationException.class);
        }
        assertThatThrownBy(() -> jdbc.sql(
                                "insert into directory.holding (person_id, post_id, main, valid_from) values (?, ?, false, current_date)")
                        .params(clerk, head)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> jdbc.sql("update directory.post set category = 'DEPUTY_HEAD' where id = ?")
                        .params(post)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        proposals.approve(system, proposals.propose(security, take(clerk, "A_SYS"), "撤去"));
    }

    @Test
    void theDatabaseItselfRefusesOnesOwnApproval() {
        long id = proposals.propose(security, role(clerk, "R_ARCH"), "兼档案");
        for (long self : new long[] {security.person(), clerk}) {
            assertThatThrownBy(() -> jdbc.sql(
                                    "update directory.proposal set state = 'APPROVED', decided_by = ?, decided_at = now() where id = ?")
                            .params(self, id)
                            .update())
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
        proposals.withdraw(security, id);
    }

    private void insertRole(long person, String role) {
        jdbc.sql(
                        "insert into directory.role_holding (person_id, role, unit_id, valid_from) values (?, ?, ?, current_date)")
                .params(person, role, unit)
                .update();
    }

    private RightsChange role(long person, String role) {
        return new RightsChange(RightsChange.Sort.GIVE_ROLE, person, role, unit, null, null);
    }

    private RightsChange take(long person, String role) {
        return new RightsChange(RightsChange.Sort.TAKE_ROLE, person, role, unit, null, null);
    }

    private String letters() {
        return Character.toString("甲乙丙丁戊己庚辛壬癸".charAt(number % 10));
    }

    private static void refused(String code, @Nullable ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
