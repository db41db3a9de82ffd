package jinye.platform.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import jinye.kernel.Cursor;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@JinyeTest
class PeopleSearchTests {

    private static final Picker.Place EVERYWHERE = new Picker.Place(null, null);

    @Autowired
    PeopleList list;

    @Autowired
    Picker picker;

    @Autowired
    AbsenceRegister absences;

    @Autowired
    SampleBureau sample;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @Test
    void aPersonIsFoundByNamePinyinInitialsPostAndDepartment() {
        for (var text : List.of("王建国", "建国", "wjg", "WJG", "wangjianguo", "wangjian", "王建国 局长", "wjg 长沙")) {
            assertThat(names(text)).as(text).contains("王建国");
        }
        assertThat(names("专卖监督管理处 处长")).contains("赵伟");
        assertThat(names("%")).isEmpty();
        assertThat(names("_")).isEmpty();
        assertThat(names("王建国 处长")).isEmpty();
    }

    @Test
    void pagesFollowEachOtherInTheOrderOfPinyinWithoutGapOrRepetition() {
        var question = new PeopleList.Question(null, List.of(sample.unit("43010000"), sample.unit("43000000")), null);
        var seen = new ArrayList<String>();
        var ids = new HashSet<Long>();
        @Nullable String after = null;
        do {
            var page = list.page(question, Cursor.read(after, 2), 17);
            page.items().forEach(row -> {
                seen.add(row.name());
                assertThat(ids.add(row.id())).isTrue();
            });
            after = page.next();
        } while (after != null);

        assertThat(seen).hasSize((int) list.count(question)).contains("李敏", "黄艳");
        assertThat(seen.indexOf("蔡勇")).isLessThan(seen.indexOf("李敏"));
        assertThat(seen.indexOf("李敏")).isLessThan(seen.indexOf("周建国"));
    }

    @Test
    void aDepartmentListsItsPeopleByRank() {
        var office = list.ofDepartment(sample.department("43000000", "BGS"));

        assertThat(office.getFirst().name()).isEqualTo("何伟");
        assertThat(office).extracting(PeopleList.HolderRow::name).contains("陈静", "唐丽", "彭芳", "肖燕");
    }

    @Test
    void thePickerFindsPeopleDepartmentsPostsAndUnitsAndTheOwnUnitFirst() {
        var actor = sample.actor("limin");

        var people = picker.find(actor, "zhaowei", List.of(Picker.Type.PERSON), EVERYWHERE, 10);
        var departments = picker.find(actor, "zmjdglc", List.of(Picker.Type.DEPARTMENT), EVERYWHERE, 10);
        var posts = picker.find(actor, "专卖监督管理处 处长", List.of(Picker.Type.POST), EVERYWHERE, 10);
        var units = picker.find(actor, "css", List.of(Picker.Type.UNIT), EVERYWHERE, 10);

        assertThat(people.getFirst().name()).isEqualTo("赵伟");
        assertThat(departments.getFirst().name()).isEqualTo("专卖监督管理处");
        assertThat(posts).extracting(Picker.PickerEntry::note).anyMatch(note -> note.contains("赵伟"));
        assertThat(units).extracting(Picker.PickerEntry::name).contains("长沙市烟草专卖局");
        assertThat(picker.find(actor, null, List.of(Picker.Type.PERSON), EVERYWHERE, 20))
                .extracting(Picker.PickerEntry::name)
                .contains("李敏", "赵伟");
    }

    @Test
    void anAbsentPersonIsShownWithTheSubstitute() {
        var absent = sample.actor("pengtao");
        var substitute = sample.person("jiangbo");
        var today = LocalDate.now();
        long id = absences.announce(
                absent, absent.person(), new AbsenceRegister.AbsenceForm(substitute, today, today.plusDays(1), "出差"));
        try {
            var found = picker.find(sample.actor("jiangbo"), "彭涛", List.of(Picker.Type.PERSON), EVERYWHERE, 5)
                    .getFirst();

            assertThat(found.absentUntil()).isEqualTo(today.plusDays(1));
            assertThat(found.substituteName()).isEqualTo("蒋波");
        } finally {
            absences.withdraw(absent, id, 1);
        }
    }

    @Test
    void theDirectoryAnswersOverHttp() {
        var visitor = Visitor.at(port).signIn("limin");

        assertThat(visitor.get("/api/directory/units").json().size()).isGreaterThanOrEqualTo(101);
        assertThat(visitor.get("/api/directory/people?text=wjg&size=5").body()).contains("王建国");
        assertThat(visitor.get("/api/directory/people/count?text=wjg")
                        .json()
                        .path("count")
                        .asInt())
                .isPositive();
        assertThat(visitor.get("/api/directory/picker?q=zw&types=person&types=unit")
                        .body())
                .contains("赵伟");
        assertThat(visitor.get("/api/directory/people/" + sample.person("zhaowei"))
                        .body())
                .contains("R_DEPT_HEAD")
                .contains("处长");
        assertThat(visitor.get("/api/directory/departments/" + sample.department("43000000", "ZMC") + "/people")
                        .body())
                .contains("赵伟");
        assertThat(visitor.get("/api/directory/units/" + sample.unit("43010000"))
                        .body())
                .contains("芙蓉区", "LICENSING");
        assertThat(visitor.get("/api/directory/units/" + sample.unit("43010000") + "/departments")
                        .body())
                .contains("蔡勇");
        assertThat(visitor.get("/api/directory/units/999999999").code()).isEqualTo("directory.no-such-unit");
        assertThat(visitor.get("/api/directory/people?size=1000").status()).isEqualTo(422);
        assertThat(visitor.get("/api/directory/people/export").code()).isEqualTo("access.not-permitted");
        assertThat(visitor.post("/api/directory/units", "{}").status()).isBetween(400, 422);
    }

    private List<String> names(String text) {
        return list.page(new PeopleList.Question(text, List.of(), null), null, 50).items().stream()
                .map(PeopleList.PersonRow::name)
                .toList();
    }
}
