package jinye.platform.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import jinye.kernel.Grant;
import jinye.safeguard.access.DemoAccounts;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The demo bureau has everything that official flows need, in every unit. */
@JinyeTest
class DemoBureauTests {

    private static final List<String> NEEDED = List.of(
            "R_PRINCIPAL", "R_OFFICE_HEAD", "R_OFFICE", "R_REGISTRAR", "R_SEAL", "R_ARCH", "R_LEGAL", "R_DEPT_HEAD");

    @Autowired
    Directory directory;

    @Autowired
    SampleBureau sample;

    @Autowired
    DemoAccounts demo;

    @Autowired
    JdbcClient jdbc;

    @Test
    void everyCountyCountyLevelCityAndAutonomousCountyHasABureauOfItsOwn() {
        var levels = directory.allUnits().stream()
                .filter(unit -> unit.code().startsWith("43"))
                .collect(Collectors.groupingBy(Unit::level, Collectors.counting()));

        assertThat(levels.get(Unit.Level.PROVINCE)).isEqualTo(1);
        assertThat(levels.get(Unit.Level.CITY)).isEqualTo(14);
        assertThat(levels.get(Unit.Level.COUNTY)).isEqualTo(86);
        assertThat(directory.allUnits()).extracting(Unit::shortName).contains("湘西州局", "攸县局", "津市市局", "靖州县局", "宁乡市局");
    }

    @Test
    void theTreeIsInOrder() {
        var province = sample.unit("43000000");
        var all = directory.allUnits();

        assertThat(all.getFirst().name()).isEqualTo("湖南省烟草专卖局");
        assertThat(all.get(1).name()).isEqualTo("长沙市烟草专卖局");
        assertThat(all.get(2).parent()).isEqualTo(all.get(1).id());
        assertThat(directory.unitsBelow(province)).extracting(Unit::docMark).startsWith("长烟", "株烟", "潭烟", "衡烟");
        assertThat(directory.unitWithAllBelow(all.get(1).id()))
                .extracting(Unit::shortName)
                .startsWith("长沙市局", "长沙县局", "浏阳市局", "宁乡市局");
    }

    @Test
    void aboutFifteenHundredPeopleWorkThere() {
        long people = jdbc.sql("select count(*) from directory.person where staff_number like '43%'")
                .query(Long.class)
                .single();
        long accounts = jdbc.sql("select count(*) from access.account")
                .query(Long.class)
                .single();

        assertThat(people).isBetween(1_450L, 1_600L);
        assertThat(accounts).isGreaterThanOrEqualTo(people);
    }

    @Test
    void everyUnitHasSomebodyForEveryStepOfADocument() {
        for (var unit : directory.allUnits()) {
            if (unit.code().startsWith("43")) {
                for (var role : NEEDED) {
                    assertThat(directory.holdersOf(role, unit.id()))
                            .as(unit.name() + " " + role)
                            .isNotEmpty();
                }
                assertThat(directory.leadersOf(unit.id())).hasSizeGreaterThan(2);
                for (var department : directory.departmentsOf(unit.id())) {
                    assertThat(directory.headOf(department.id()))
                            .as(unit.name() + department.name())
                            .isPresent();
                    assertThat(directory.leaderInChargeOf(department.id()))
                            .as(unit.name() + department.name())
                            .isPresent();
                }
            }
        }
    }

    @Test
    void thePeopleWithNamesSitInTheirPosts() {
        var drafter = sample.actor("limin");
        var head = directory.headOf(drafter.department()).orElseThrow();
        var leader = directory.leaderInChargeOf(drafter.department()).orElseThrow();

        assertThat(drafter.name()).isEqualTo("李敏");
        assertThat(drafter.departmentName()).isEqualTo("专卖监督管理处");
        assertThat(head.name()).isEqualTo("赵伟");
        assertThat(leader.name()).isEqualTo("周建国");
        assertThat(directory.principalOf(drafter.unit()).orElseThrow().name()).isEqualTo("刘志远");
        assertThat(directory.leadersOf(drafter.unit())).extracting(Person::name).startsWith("刘志远", "周建国");
        assertThat(sample.actor("jiangbo").unitName()).isEqualTo("长沙市烟草专卖局");
    }

    @Test
    void rolesGiveTheirHoldersThePermissionsTheyNeed() {
        assertThat(sample.actor("limin").permissions())
                .contains("documents.draft", "query.search")
                .doesNotContain("documents.seal");
        assertThat(sample.actor("chenjing").permissions()).contains("transmission.dispatch", "numbering.read");
        assertThat(sample.actor("tangli").permissions()).contains("documents.seal");
        assertThat(sample.actor("huangyan").permissions()).contains("transmission.sign-for", "documents.register");
        assertThat(sample.actor("pengfang").permissions()).contains("archives.file");
        assertThat(sample.actor("hewei").permissions()).contains("documents.void", "numbering.manage");
    }

    @Test
    void administratorsSeeNoBusinessContent() {
        var administrator = sample.actor("sysadmin");
        var unit = sample.unit("43000000");

        assertThat(administrator.permissions())
                .contains("directory.manage")
                .doesNotContain("documents.draft", "directory.assign-roles");
        assertThat(administrator.tokens())
                .containsExactlyInAnyOrder(Grant.person(administrator.person()), Grant.role("A_SYS", unit));
        assertThat(sample.actor("secadmin").permissions())
                .contains("directory.assign-roles", "access.set-rules")
                .doesNotContain("documents.draft", "directory.manage", "journal.read");
        assertThat(sample.actor("auditadmin").permissions())
                .contains("journal.read")
                .doesNotContain("directory.manage");
    }

    @Test
    void theAccountsToPlayWithAreListedAndMarked() {
        assertThat(demo.demo()).isTrue();
        assertThat(demo.accounts())
                .extracting(DemoAccounts.DemoAccount::loginName)
                .contains("limin", "liuzhiyuan", "huangyan");
    }
}
