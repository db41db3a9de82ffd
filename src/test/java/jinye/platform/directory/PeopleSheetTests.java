package jinye.platform.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jinye.kernel.Actor;
import jinye.kernel.Refusal;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@JinyeTest
class PeopleSheetTests {

    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final List<String> HEADING = List.of("工号*", "姓名*", "性别", "单位代码*", "部门代码*", "职务*", "办公电话", "手机");

    @Autowired
    PeopleImport importing;

    @Autowired
    PeopleSheet sheet;

    @Autowired
    RightsProposals proposals;

    @Autowired
    ProposalList list;

    @Autowired
    Directory directory;

    @Autowired
    PostRegister posts;

    @Autowired
    SampleBureau sample;

    @Autowired
    JdbcClient jdbc;

    private Actor manager;
    private String post;
    private String prefix;

    /** A post with three seats in 浏阳市局, for this test alone. */
    @BeforeEach
    void openAPost() {
        manager = sample.actor("sysadmin");
        int number = NEXT.incrementAndGet();
        prefix = "S%04d".formatted(number);
        post = "试用员" + number;
        posts.open(
                manager,
                sample.department("43018100", "ZMC"),
                new PostForm("S" + number + "X", post, PostCategory.STAFF, 50, 3));
    }

    @Test
    void goodRowsEnterAndChangePeople() {
        var content = book(HEADING, List.of(row("a", "柯建平"), row("b", "柯小玲")));

        var checked = importing.run(manager, content, PeopleImport.Mode.CHECK);
        assertThat(checked.entering()).isEqualTo(2);
        assertThat(checked.written()).isFalse();
        assertThat(count()).isZero();

        var done = importing.run(manager, content, PeopleImport.Mode.ALL);
        assertThat(done.written()).isTrue();
        assertThat(count()).isEqualTo(2);

        var again = importing.run(manager, content, PeopleImport.Mode.ALL);
        assertThat(again.unchanged()).isEqualTo(2);
        assertThat(again.written()).isFalse();

        var changed = importing.run(manager, book(HEADING, List.of(row("a", "柯建军"))), PeopleImport.Mode.ALL);
        assertThat(changed.changing()).isEqualTo(1);
        assertThat(directory.person(id("a")).name()).isEqualTo("柯建军");
        assertThat(directory.person(id("a")).unitName()).isEqualTo("浏阳市烟草专卖局");
    }

    @Test
    void everyWrongCellIsNamedWithWhatToDo() {
        var good = row("a", "柯建平");
        var content = book(
                HEADING,
                List.of(
                        good,
                        List.of("", "无名", "", "43018100", "ZMC", post, "", ""),
                        List.of(prefix + "c", "X", "男性", "43018100", "ZMC", post, "电话", ""),
                        List.of(prefix + "d", "柯文", "男", "99999999", "ZMC", post, "", ""),
                        List.of(prefix + "e", "柯武", "男", "43018100", "QQQ", post, "", ""),
                        List.of(prefix + "f", "柯斌", "男", "43018100", "ZMC", "大总管", "", ""),
                        good));

        var report = importing.run(manager, content, PeopleImport.Mode.CHECK);

        assertThat(report.rows()).isEqualTo(7);
        assertThat(report.entering()).isEqualTo(1);
        assertThat(report.wrongRows()).isEqualTo(6);
        assertThat(report.problems())
                .extracting(problem -> problem.row() + problem.column())
                .containsExactly("3工号", "4姓名", "4性别", "4办公电话", "5单位代码", "6部门代码", "7职务", "8工号");
        assertThat(report.problems().get(6).message()).contains("大总管").contains("股长");
        assertThat(report.problems().getLast().message()).contains("第 2 行");
        refused("directory.import-has-problems", content, PeopleImport.Mode.ALL);
        assertThat(count()).isZero();

        assertThat(importing.run(manager, content, PeopleImport.Mode.GOOD).written())
                .isTrue();
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aPostIsNotFilledBeyondItsHeadcount() {
        var content = book(HEADING, List.of(row("a", "柯一平"), row("b", "柯二平"), row("c", "柯三平"), row("d", "柯四平")));

        var report = importing.run(manager, content, PeopleImport.Mode.CHECK);

        assertThat(report.entering()).isEqualTo(3);
        assertThat(report.problems()).extracting(PeopleImport.Problem::row).containsExactly(5);
    }

    @Test
    void twoPeopleMayChangePlacesInOneSheet() {
        var other = "换岗员" + prefix;
        posts.open(
                manager,
                sample.department("43018100", "XSC"),
                new PostForm("X" + prefix, other, PostCategory.STAFF, 50, 1));
        posts.open(
                manager,
                sample.department("43018100", "ZMC"),
                new PostForm("Y" + prefix, other, PostCategory.STAFF, 50, 1));
        var here = List.of(prefix + "a", "柯建平", "男", "43018100", "ZMC", other, "", "");
        var there = List.of(prefix + "b", "柯小玲", "女", "43018100", "XSC", other, "", "");
        importing.run(manager, book(HEADING, List.of(here, there)), PeopleImport.Mode.ALL);

        var swapped = importing.run(
                manager,
                book(
                        HEADING,
                        List.of(
                                List.of(prefix + "a", "柯建平", "男", "43018100", "XSC", other, "", ""),
                                List.of(prefix + "b", "柯小玲", "女", "43018100", "ZMC", other, "", ""))),
                PeopleImport.Mode.ALL);

        assertThat(swapped.changing()).isEqualTo(2);
        assertThat(swapped.moving()).isEqualTo(2);
        assertThat(directory.person(id("a")).departmentName()).isEqualTo("专卖监督管理股");
        var security = sample.actor("secadmin");
        var waiting = list.page(security, true, id("a"), null, 5).items();
        assertThat(waiting)
                .singleElement()
                .satisfies(one -> assertThat(one.together()).isEqualTo(2));
        proposals.approve(security, waiting.getFirst().id());
        assertThat(directory.person(id("a")).departmentName()).isEqualTo("客户服务部");
        assertThat(directory.person(id("b")).departmentName()).isEqualTo("专卖监督管理股");
    }

    @Test
    void whatIsNoHarmlessWorkbookIsRefused() throws Exception {
        refused("directory.sheet-type", "工号,姓名".getBytes("UTF-8"), PeopleImport.Mode.CHECK);
        refused("directory.sheet-type", new byte[0], PeopleImport.Mode.CHECK);
        refused(
                "directory.sheet-old",
                new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0},
                PeopleImport.Mode.CHECK);
        refused("directory.sheet-type", zip("hello.txt", 10), PeopleImport.Mode.CHECK);
        refused("directory.sheet-macro", zip("xl/vbaProject.bin", 10), PeopleImport.Mode.CHECK);
        refused("directory.sheet-bomb", zip("xl/worksheets/sheet1.xml", 60 * 1024 * 1024), PeopleImport.Mode.CHECK);
        refused("directory.sheet-damaged", damaged(), PeopleImport.Mode.CHECK);
        refused("directory.sheet-empty", book(HEADING, List.of()), PeopleImport.Mode.CHECK);
        refused(
                "directory.sheet-columns",
                book(List.of("工号", "姓名"), List.of(List.of("1", "2"))),
                PeopleImport.Mode.CHECK);
    }

    @Test
    void tenThousandRowsAreReadAndOneMoreIsRefused() {
        var rows = IntStream.range(0, 10_001)
                .mapToObj(n -> List.of("N%05d".formatted(n), "柯平", "男", "00000000", "ZMC", post, "", ""))
                .toList();

        refused("directory.sheet-too-long", book(HEADING, rows), PeopleImport.Mode.CHECK);
        var report = importing.run(manager, book(HEADING, rows.subList(0, 10_000)), PeopleImport.Mode.CHECK);
        assertThat(report.problemCount()).isEqualTo(10_000);
        assertThat(report.problems()).hasSize(500);
    }

    @Test
    void aFormulaIsNeitherTakenNorGivenOut() throws Exception {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "test", "1.0")) {
            var page = book.newWorksheet("人员");
            for (int n = 0; n < HEADING.size(); n++) {
                page.value(0, n, HEADING.get(n));
            }
            page.value(1, 0, prefix + "a");
            page.formula(1, 1, "HYPERLINK(\"http://example.invalid\")");
        }

        var report = importing.run(manager, out.toByteArray(), PeopleImport.Mode.CHECK);

        assertThat(report.problems().getFirst().column()).isEqualTo("姓名");
        assertThat(report.problems().getFirst().message()).contains("公式");
        assertThat(PeopleSheet.harmless("=1+1")).isEqualTo("'=1+1");
        assertThat(PeopleSheet.harmless("@x")).isEqualTo("'@x");
        assertThat(PeopleSheet.plain(PeopleSheet.harmless("+86 731"))).isEqualTo("+86 731");
    }

    @Test
    void whatGoesOutCanComeInAgainUnchanged() throws Exception {
        var content = sheet.export(manager, new PeopleList.Question(null, List.of(sample.unit("43000000")), null));

        try (var book = new ReadableWorkbook(new ByteArrayInputStream(content))) {
            var rows = book.getFirstSheet().read();
            assertThat(rows.getFirst().getCellText(0)).isEqualTo("工号*");
            assertThat(rows).extracting(row -> row.getCellText(1)).contains("李敏", "刘志远");
        }
        var report = importing.run(manager, content, PeopleImport.Mode.CHECK);
        assertThat(report.problems()).isEmpty();
        assertThat(report.unchanged()).isEqualTo(report.rows());
        refused("directory.sheet-empty", sheet.template(), PeopleImport.Mode.CHECK);
    }

    @Test
    void mobileNumbersGoOutMaskedAndStayWholeWhenTheyComeBack() throws Exception {
        var person = new ArrayList<>(row("a", "柯建平"));
        person.set(7, "13812345678");
        importing.run(manager, book(HEADING, List.of(person)), PeopleImport.Mode.ALL);

        var content = sheet.export(manager, new PeopleList.Question(null, List.of(sample.unit("43018100")), null));
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(content))) {
            assertThat(book.getFirstSheet().read())
                    .filteredOn(row -> row.getCellText(0).equals(prefix + "a"))
                    .singleElement()
                    .satisfies(row -> assertThat(row.getCellText(10)).isEqualTo("138****5678"));
        }
        var back = importing.run(manager, content, PeopleImport.Mode.CHECK);
        assertThat(back.problems()).isEmpty();
        assertThat(back.unchanged()).isEqualTo(back.rows());
    }

    @Test
    void onlyWhoManagesTheDirectoryImportsAndExports() {
        var staff = sample.actor("limin");

        assertThatThrownBy(() -> importing.run(staff, new byte[0], PeopleImport.Mode.CHECK))
                .isInstanceOf(Actor.NotPermitted.class);
        assertThatThrownBy(() -> sheet.export(staff, new PeopleList.Question(null, List.of(), null)))
                .isInstanceOf(Actor.NotPermitted.class);
    }

    private List<String> row(String ending, String name) {
        return List.of(prefix + ending, name, "男", "43018100", "ZMC", post, "6001", "");
    }

    private long id(String ending) {
        return jdbc.sql("select id from directory.person where staff_number = :number")
                .param("number", prefix + ending)
                .query(Long.class)
                .single();
    }

    private long count() {
        return jdbc.sql("select count(*) from directory.person where staff_number like :prefix")
                .param("prefix", prefix + "%")
                .query(Long.class)
                .single();
    }

    private void refused(String code, byte[] content, PeopleImport.Mode mode) {
        assertThatThrownBy(() -> importing.run(manager, content, mode))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static byte[] book(List<String> heading, List<List<String>> rows) {
        var out = new ByteArrayOutputStream();
        try (var book = new Workbook(out, "test", "1.0")) {
            var page = book.newWorksheet("人员");
            for (int n = 0; n < heading.size(); n++) {
                page.value(0, n, heading.get(n));
            }
            for (int r = 0; r < rows.size(); r++) {
                for (int n = 0; n < rows.get(r).size(); n++) {
                    page.value(r + 1, n, rows.get(r).get(n));
                }
            }
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static byte[] zip(String name, int size) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            var block = new byte[64 * 1024];
            for (int left = size; left > 0; left -= block.length) {
                zip.write(block, 0, Math.min(left, block.length));
            }
        }
        return out.toByteArray();
    }

    /** The shape of a workbook around something that is none. */
    private static byte[] damaged() throws IOException {
        return zip("xl/workbook.xml", 10);
    }
}
