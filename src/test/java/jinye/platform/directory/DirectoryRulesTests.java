package jinye.platform.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.platform.journal.Journal;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Each test opens a bureau of its own under 长沙市局, outside the codes of Hunan. */
@JinyeTest
class DirectoryRulesTests {

    private static final AtomicInteger NEXT = new AtomicInteger();

    @Autowired
    Directory directory;

    @Autowired
    UnitRegister units;

    @Autowired
    DepartmentRegister departments;

    @Autowired
    PostRegister posts;

    @Autowired
    PeopleRegister people;

    @Autowired
    Appointments appointments;

    @Autowired
    PostChanges changes;

    @Autowired
    RightsProposals proposals;

    @Autowired
    AbsenceRegister absences;

    @Autowired
    SampleBureau sample;

    @Autowired
    Journal journal;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private Actor manager;
    private Actor security;
    private int number;
    private long unit;
    private long leaders;
    private long office;
    private long principal;
    private long clerkPost;
    private long clerk;

    @BeforeEach
    void openABureau() {
        manager = sample.actor("sysadmin");
        security = sample.actor("secadmin");
        number = NEXT.incrementAndGet();
        unit = units.open(manager, form("991%05d".formatted(number), mark(number), sample.unit("43010000")));
        leaders = departments.open(manager, unit, new DepartmentForm("JLD", "局领导", null, 0));
        office = departments.open(manager, unit, new DepartmentForm("BGS", "办公室", null, 1));
        long principalPost = posts.open(manager, leaders, new PostForm("JLD01", "局长", PostCategory.PRINCIPAL, 1, 1));
        clerkPost = posts.open(manager, office, new PostForm("BGS01", "科员", PostCategory.STAFF, 20, 2));
        principal = people.enter(manager, person("钱正华", "a"), principalPost);
        clerk = people.enter(manager, person("孔令芳", "b"), clerkPost);
    }

    @Test
    void whatIsOpenedIsThereAtOnce() {
        assertThat(directory.unit(unit).level()).isEqualTo(Unit.Level.COUNTY);
        assertThat(directory.departmentsOf(unit)).extracting(Department::name).containsExactly("局领导", "办公室");
        assertThat(directory.principalOf(unit).orElseThrow().name()).isEqualTo("钱正华");
        assertThat(directory.person(clerk).postTitle()).isEqualTo("科员");
        assertThat(journal.of(new RecordId("directory", clerk)))
                .extracting(row -> row.term())
                .containsExactly("新增人员");
    }

    @Test
    void twoUnitsNeverShareACodeOrADocMark() {
        refused(
                "directory.unit-code-taken",
                () -> units.open(manager, form("43010000", "某某烟", sample.unit("43010000"))));
        refused("directory.doc-mark-taken", () -> units.open(manager, form("99200001", "湘烟", sample.unit("43010000"))));
        refused("web.invalid", () -> units.open(manager, form("4301", "X", sample.unit("43010000"))));
    }

    @Test
    void aUnitIsNeverMovedUnderItself() {
        long city = sample.unit("43010000");
        var form = new UnitForm(
                "43010000",
                "长沙市烟草专卖局",
                "长沙市局",
                "长烟",
                "Z201",
                Unit.Level.CITY,
                sample.unit("43012100"),
                null,
                null,
                null,
                null,
                null,
                2,
                null);

        refused("directory.unit-under-itself", () -> units.change(manager, city, version("unit", city), form));
        refused(
                "directory.unit-needs-parent",
                () -> units.open(manager, form("99300001", "孤烟", sample.unit("43000000"))));
    }

    @Test
    void renamingAUnitKeepsWhatItWasCalled() {
        var before = directory.unit(unit);
        var form = new UnitForm(
                before.code(),
                "新" + before.name(),
                before.shortName(),
                before.docMark(),
                before.fonds(),
                before.level(),
                before.parent(),
                null,
                null,
                null,
                null,
                null,
                7,
                null);

        units.change(manager, unit, version("unit", unit), form);

        assertThat(directory.unit(unit).name()).startsWith("新");
        assertThat(jdbc.sql("select name from directory.former_unit where unit_id = :id")
                        .param("id", unit)
                        .query(String.class)
                        .list())
                .containsExactly(before.name());
    }

    @Test
    void aUnitWithPeopleIsNotClosed() {
        refused("directory.unit-has-people", () -> units.close(manager, unit, version("unit", unit), "合并"));
        refused(
                "directory.unit-has-units",
                () -> units.close(manager, sample.unit("43010000"), version("unit", sample.unit("43010000")), "x"));

        people.leave(manager, clerk, version("person", clerk), "调离");
        people.leave(manager, principal, version("person", principal), "调离");
        units.close(manager, unit, version("unit", unit), "合并");

        assertThat(directory.allUnits()).extracting(Unit::id).doesNotContain(unit);
        assertThat(directory.unit(unit).name()).isNotEmpty();
        assertThat(directory.person(clerk).unit()).isEqualTo(unit);
        refused(
                "directory.unit-closed",
                () -> departments.open(manager, unit, new DepartmentForm("ZMC", "专卖", null, 3)));
    }

    @Test
    void aStaleVersionIsRefused() {
        long seen = version("person", clerk);
        people.change(manager, clerk, seen, person("孔令芬", "b"));

        refused("web.stale", () -> people.change(manager, clerk, seen, person("孔令芳", "b")));
        assertThat(directory.person(clerk).name()).isEqualTo("孔令芬");
    }

    @Test
    void aRefusedWriteLeavesNothingRemembered() {
        var name = directory.person(clerk).name();

        transaction.executeWithoutResult(status -> {
            people.change(manager, clerk, version("person", clerk), person("临时名", "b"));
            assertThat(directory.person(clerk).name()).isEqualTo("临时名");
            status.setRollbackOnly();
        });

        assertThat(directory.person(clerk).name()).isEqualTo(name);
    }

    @Test
    void aPostHoldsNoMoreThanItsHeadcount() {
        people.enter(manager, person("万小玲", "c"), clerkPost);

        refused("directory.post-filled", () -> people.enter(manager, person("成建新", "d"), clerkPost));
        refused(
                "directory.headcount-below-held",
                () -> posts.change(
                        manager,
                        clerkPost,
                        version("post", clerkPost),
                        new PostForm("BGS01", "科员", PostCategory.STAFF, 20, 1)));
        refused("directory.post-has-people", () -> posts.close(manager, clerkPost, version("post", clerkPost)));
        refused(
                "directory.leaders-sit-together",
                () -> posts.open(manager, office, new PostForm("BGS09", "局长", PostCategory.PRINCIPAL, 1, 1)));
        refused(
                "directory.second-head",
                () -> posts.open(manager, leaders, new PostForm("JLD09", "另一局长", PostCategory.PRINCIPAL, 1, 1)));
    }

    @Test
    void aPersonHoldsPostsInSeveralUnitsAndReadsByAllOfThem() {
        long second = posts.open(
                manager,
                sample.department("43018200", "ZMC"),
                new PostForm("T" + number, "联络员" + number, PostCategory.STAFF, 40, 1));

        proposals.approve(
                sample.actor("secadmin"),
                proposals.propose(manager, changes.appointment(clerk, second, false), "兼任联络员"));

        var actor = sample.actor(clerk);
        assertThat(actor.unit()).isEqualTo(unit);
        assertThat(actor.tokens())
                .contains(
                        "post:" + clerkPost,
                        "post:" + second,
                        "unit:" + unit,
                        "unit:" + sample.unit("43018200"),
                        "role:R_STAFF@unit:" + sample.unit("43018200"),
                        "person:" + clerk);
        refused(
                "directory.main-post-needed",
                () -> appointments.release(manager, clerk, version("person", clerk), clerkPost));
        appointments.release(manager, clerk, version("person", clerk), second);
        assertThat(sample.actor(clerk).tokens()).doesNotContain("post:" + second, "unit:" + sample.unit("43018200"));
    }

    @Test
    void onlyALeaderOfTheUnitIsPutInCharge() {
        refused(
                "directory.not-a-leader-there",
                () -> departments.putInCharge(manager, office, version("department", office), clerk));

        departments.putInCharge(manager, office, version("department", office), principal);

        assertThat(directory.leaderInChargeOf(office).orElseThrow().id()).isEqualTo(principal);
    }

    @Test
    void whoLeavesIsNobodyAnyMoreButKeepsTheirName() {
        proposals.approve(
                manager,
                proposals.propose(
                        security,
                        new RightsChange(RightsChange.Sort.GIVE_ROLE, clerk, "R_ARCH", unit, null, null),
                        "工作需要"));
        departments.putInCharge(manager, office, version("department", office), principal);

        people.leave(manager, clerk, version("person", clerk), "退休");
        people.leave(manager, principal, version("person", principal), "退休");

        assertThat(directory.holdersOf("R_ARCH", unit)).isEmpty();
        assertThat(directory.leaderInChargeOf(office)).isEmpty();
        assertThat(directory.person(clerk).name()).isEqualTo("孔令芳");
        assertThatThrownBy(() -> sample.actor(clerk)).isInstanceOf(java.util.NoSuchElementException.class);
        refused(
                "directory.person-gone",
                () -> proposals.propose(manager, changes.appointment(clerk, clerkPost, true), "返聘"));
        refused(
                "directory.own-departure",
                () -> people.leave(manager, manager.person(), version("person", manager.person()), "x"));
    }

    @Test
    void onesOwnAbsenceNeedsNoPermission() {
        var colleague = people.enter(manager, person("万小玲", "e"), clerkPost);
        var self = sample.actor(clerk);
        var today = LocalDate.now();
        var form = new AbsenceRegister.AbsenceForm(colleague, today, today.plusDays(3), "年休假");

        absences.announce(self, clerk, form);

        assertThat(absences.comingOf(clerk))
                .extracting(AbsenceRegister.AbsenceRow::substituteName)
                .containsExactly("万小玲");
        refused("directory.absence-overlaps", () -> absences.announce(self, clerk, form));
        refused("access.not-permitted", () -> absences.announce(self, colleague, form));
        refused(
                "directory.own-substitute",
                () -> absences.announce(
                        self,
                        clerk,
                        new AbsenceRegister.AbsenceForm(clerk, today.plusDays(9), today.plusDays(10), "出差")));
        refused(
                "directory.substitute-elsewhere",
                () -> absences.announce(
                        self,
                        clerk,
                        new AbsenceRegister.AbsenceForm(
                                sample.person("limin"), today.plusDays(9), today.plusDays(10), "出差")));
        refused(
                "directory.absence-reversed",
                () -> absences.announce(
                        self,
                        clerk,
                        new AbsenceRegister.AbsenceForm(null, today.plusDays(10), today.plusDays(9), "出差")));
    }

    @Test
    void staffDoNotChangeTheDirectory() {
        var staff = sample.actor("limin");

        refused("access.not-permitted", () -> units.open(staff, form("99400001", "某烟", null)));
        refused("access.not-permitted", () -> people.leave(staff, clerk, 1, "x"));
    }

    private long version(String table, long id) {
        return jdbc.sql("select version from directory." + table + " where id = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }

    private PersonForm person(String name, String ending) {
        return new PersonForm(name, "T%05d%s".formatted(number, ending), 1, null, null, 0);
    }

    private static UnitForm form(String code, String mark, @Nullable Long parent) {
        return new UnitForm(
                code,
                "试验" + code + "烟草专卖局",
                "试验局",
                mark,
                "Z900",
                Unit.Level.COUNTY,
                parent,
                null,
                null,
                null,
                null,
                null,
                9_000,
                null);
    }

    /** A doc mark of its own, made of two characters. */
    private static String mark(int number) {
        return "试" + (char) (0x4e00 + number) + "烟";
    }

    private static AbstractThrowableAssert<?, ?> refused(String code, ThrowingCallable act) {
        return assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
