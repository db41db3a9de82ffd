package jinye.platform.papers;

import static jinye.platform.papers.PaperSamples.BUREAU;
import static jinye.platform.papers.PaperSamples.PAPERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import jinye.platform.papers.OfficialPage.Block;
import jinye.platform.papers.OfficialPage.Format;
import jinye.platform.papers.PageMeasure.Character;
import jinye.platform.papers.PageMeasure.Image;
import jinye.platform.papers.PageMeasure.Stroke;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;

/** GB/T 9704-2012 measured in the finished PDF. */
class OfficialPageTests {

    private static final double LITTLE = 0.1;

    private static List<PageMeasure> measure(OfficialPage page) {
        return PageMeasure.pages(PAPERS.print(page));
    }

    @Test
    void aFullPageHasTwentyTwoRowsOfTwentyEightCharacters() {
        var pages = measure(PaperSamples.notice(List.of(new Block.Paragraph("烟".repeat(2000))), null));

        var lines = pages.get(1).lines().stream()
                .filter(line -> line.getFirst().size() > 5.6)
                .toList();
        assertThat(lines).hasSize(22).allSatisfy(line -> {
            assertThat(line).hasSize(28);
            assertThat(line.getFirst().x()).isCloseTo(28, within(LITTLE));
            assertThat(line.getLast().x() + line.getLast().size()).isCloseTo(184, within(LITTLE));
        });
        for (int i = 1; i < lines.size(); i++) {
            double pitch = lines.get(i).getFirst().baseline()
                    - lines.get(i - 1).getFirst().baseline();
            assertThat(pitch).isCloseTo(225.0 / 22, within(0.01));
        }
        double above = lines.getFirst().getFirst().top() - 37;
        double below = 262 - lines.getLast().getFirst().bottom();
        assertThat(above).isPositive().isCloseTo(below, within(LITTLE));
    }

    @Test
    void theMarkStandsThirtyFiveMillimetresBelowTheTypeArea() throws Exception {
        var paper = PAPERS.print(PaperSamples.notice(PaperSamples.text(4), null));

        try (var document = Loader.loadPDF(paper.pdf())) {
            BufferedImage image = new PDFRenderer(document).renderImageWithDPI(0, 254);
            int first = IntStream.range(0, image.getHeight())
                    .filter(y -> IntStream.range(0, image.getWidth()).anyMatch(x -> isRed(image.getRGB(x, y))))
                    .findFirst()
                    .orElseThrow();
            assertThat(first / 10.0).isCloseTo(72, within(0.2));
        }
    }

    private static boolean isRed(int colour) {
        return (colour >> 16 & 255) > 180 && (colour >> 8 & 255) < 100 && (colour & 255) < 100;
    }

    @Test
    void theRedLineIsFourMillimetresBelowTheNumberAndAsWideAsTheTypeArea() {
        var page = measure(PaperSamples.notice(PaperSamples.text(4), null)).getFirst();

        Stroke red = page.strokes.stream().filter(Stroke::red).findFirst().orElseThrow();
        List<Character> number = page.lineWith("湘烟办〔2026〕12号");
        assertThat(red.fromY() - number.getFirst().bottom()).isCloseTo(4, within(LITTLE));
        assertThat(red.fromX()).isCloseTo(28, within(LITTLE));
        assertThat(red.toX()).isCloseTo(184, within(LITTLE));
        double left = number.getFirst().x() - 28;
        double right = 184 - number.getLast().x() - number.getLast().size();
        assertThat(left).isCloseTo(right, within(0.2));
    }

    @Test
    void signersStandRightOfTheNumberTwoALine() {
        var page =
                measure(PaperSamples.request(List.of("周建国", "李明", "王小川"), null)).getFirst();

        List<Character> first = page.lineWith("签发人：");
        List<Character> last = page.lineWith("湘烟财〔2026〕7号");
        assertThat(text(first)).isEqualTo("签发人：周建国李明");
        assertThat(text(last)).isEqualTo("王小川湘烟财〔2026〕7号");
        assertThat(at(last, "湘").x()).isCloseTo(28 + Grid.CELL, within(LITTLE));
        assertThat(at(last, "王").x()).isCloseTo(at(first, "周").x(), within(LITTLE));
        Stroke red = page.strokes.stream().filter(Stroke::red).findFirst().orElseThrow();
        assertThat(red.fromY() - last.getFirst().bottom()).isCloseTo(4, within(LITTLE));
    }

    @Test
    void pageNumbersStandRightOnOddAndLeftOnEvenPages() {
        var pages = measure(PaperSamples.notice(List.of(new Block.Paragraph("烟".repeat(2500))), null));

        for (int i = 0; i < pages.size(); i++) {
            List<Character> number = pages.get(i).lines().getLast();
            assertThat(text(number)).isEqualTo("—" + (i + 1) + "—");
            if (i % 2 == 0) {
                assertThat(number.getLast().x() + number.getLast().size()).isCloseTo(184 - Grid.SMALL_EM, within(0.4));
            } else {
                assertThat(number.getFirst().x()).isCloseTo(28 + Grid.SMALL_EM, within(0.4));
            }
            assertThat(number.getFirst().baseline()).isBetween(269.5, 272.0);
        }
    }

    @Test
    void theImprintEndsOnTheLowerEdgeOfTheLastEvenPage() {
        for (int length : List.of(50, 400, 700, 900, 1300)) {
            var pages = measure(PaperSamples.notice(List.of(new Block.Paragraph("烟".repeat(length))), null));

            assertThat(pages.size() % 2).isZero();
            List<Stroke> rules = pages.getLast().strokes;
            assertThat(rules).hasSize(3);
            assertThat(rules.getLast().fromY()).isCloseTo(262, within(LITTLE));
            assertThat(rules.getFirst().thickness()).isCloseTo(0.35, within(0.01));
            assertThat(rules.get(1).thickness()).isCloseTo(0.25, within(0.01));
            assertThat(pages.getLast().text()).contains("抄送：", "2026年3月6日印发");
        }
    }

    @Test
    void theSealCoversSignatureAndDateInsideTheTypeArea() {
        var page = measure(PaperSamples.notice(PaperSamples.text(6), PaperSamples.seal()))
                .getLast();

        Image seal = page.images.getFirst();
        List<Character> name = page.lines().stream()
                .filter(line -> text(line).equals(BUREAU))
                .findFirst()
                .orElseThrow();
        List<Character> date = page.lineWith("2026年3月5日");
        double middle = seal.x() + seal.width() / 2;
        double dateMiddle =
                (date.getFirst().x() + date.getLast().x() + date.getLast().size()) / 2;
        assertThat(dateMiddle).isCloseTo(middle, within(0.3));
        assertThat(seal.y()).isLessThan(name.getFirst().top());
        assertThat(seal.y() + seal.height()).isGreaterThan(date.getFirst().bottom());
        assertThat(seal.x() + seal.width()).isLessThanOrEqualTo(184);
        double bodyEnd = page.characters.stream()
                .filter(character -> character.baseline() < name.getFirst().baseline() - 1)
                .map(Character::bottom)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        assertThat(seal.y() - bodyEnd).isBetween(0.0, Grid.PITCH);
    }

    @Test
    void signatureAndTextShareAPageWhateverTheLength() {
        var request = PaperSamples.request(List.of("周建国"), PaperSamples.seal());
        for (int rows = 1; rows <= 34; rows++) {
            String body = "烟".repeat(26) + "叶".repeat(28 * (rows - 1));
            var pages = measure(PaperSamples.with(request, request.title(), List.of(new Block.Paragraph(body))));

            PageMeasure signed = pages.stream()
                    .filter(page -> !page.images.isEmpty())
                    .findFirst()
                    .orElseThrow();
            assertThat(signed.text()).as("%d rows", rows).containsAnyOf("烟烟", "叶叶");
            assertThat(pages.getFirst().text()).as("%d rows", rows).containsAnyOf("烟烟");
            Image seal = signed.images.getFirst();
            assertThat(seal.y() + seal.height()).as("%d rows", rows).isLessThanOrEqualTo(262);
        }
    }

    @Test
    void withoutASealTheDateBeginsTwoCharactersRightOfTheSignature() {
        var page = measure(PaperSamples.notice(PaperSamples.text(6), null)).getLast();

        List<Character> date = page.lineWith("2026年3月5日");
        List<Character> name = page.lines().stream()
                .filter(line -> text(line).equals(BUREAU))
                .findFirst()
                .orElseThrow();
        assertThat(date.getFirst().x() - name.getFirst().x()).isCloseTo(2 * Grid.CELL, within(0.3));
        assertThat(184 - name.getLast().x() - name.getLast().size()).isCloseTo(2 * Grid.CELL, within(0.2));
    }

    @Test
    void aShortTextStillBeginsOnTheFirstPage() {
        var body = List.<Block>of(
                new Block.Heading(1, "一、提高认识"), new Block.Paragraph("切实加强组织领导，压实工作责任，确保市场平稳有序，重大情况及时报告。"));
        var pages = measure(PaperSamples.notice(body, PaperSamples.seal()));

        assertThat(pages.getFirst().lineWith("提高认识")).isNotEmpty();
    }

    @Test
    void recipientsThatFillTheFirstPageMoveToTheImprint() {
        String many = "长沙市烟草专卖局、".repeat(45) + "各直属单位";
        var page = PaperSamples.notice(PaperSamples.text(4), null);
        var crowded = new OfficialPage(
                page.format(),
                null,
                page.issuingMark(),
                page.number(),
                List.of(),
                page.title(),
                many,
                page.body(),
                List.of(),
                BUREAU,
                page.date(),
                null,
                page.copyTo(),
                page.printOrgan(),
                page.printDate(),
                null);
        var pages = measure(crowded);

        assertThat(pages.getFirst().text()).contains("现将《").doesNotContain("长沙市");
        assertThat(pages.getLast().text()).contains("主送：长沙市烟草专卖局").contains("抄送：");
    }

    @Test
    void aLetterHasDoubleLinesAndNoNumberOnItsFirstPage() {
        var letter = PaperSamples.of(Format.LETTER, BUREAU, PaperSamples.text(10), List.of("省政府办公厅"), null);
        var pages = measure(letter);

        List<Stroke> red = pages.getFirst().strokes.stream().filter(Stroke::red).toList();
        assertThat(red).hasSize(4).allSatisfy(line -> {
            assertThat(line.toX() - line.fromX()).isCloseTo(170, within(LITTLE));
            assertThat(line.fromX()).isCloseTo(20, within(LITTLE));
        });
        assertThat(red.getLast().fromY()).isCloseTo(277, within(LITTLE));
        assertThat(red.getFirst().thickness()).isGreaterThan(red.get(1).thickness());
        assertThat(red.get(2).thickness()).isLessThan(red.getLast().thickness());
        List<Character> number = pages.getFirst().lineWith("湘烟函〔2026〕3号");
        assertThat(number.getLast().x() + number.getLast().size()).isCloseTo(184, within(LITTLE));
        assertThat(pages.getFirst().text()).doesNotContain("—1—");
        assertThat(pages.get(1).text()).contains("—2—");
        assertThat(pages.getLast().text()).contains("抄送：省政府办公厅。").doesNotContain("印发");
        assertThat(pages.getLast().strokes).isEmpty();
    }

    @Test
    void minutesListWhoWasThereAndHaveNoSeal() {
        var body = List.<Block>of(
                new Block.Paragraph("会议研究了2026年重点工作。"),
                new Block.Roll("出席", "周建国、李明、" + "王小川、".repeat(9) + "赵强"),
                new Block.Roll("列席", "陈敏"));
        var pages = measure(PaperSamples.of(Format.MINUTES, BUREAU + "办公会议纪要", body, List.of(), null));

        assertThat(pages.getFirst().text())
                .contains("〔2026〕3号")
                .contains("出席：周建国")
                .contains("列席：陈敏");
        List<List<Character>> lines = pages.getFirst().lines();
        int first = IntStream.range(0, lines.size())
                .filter(i -> text(lines.get(i)).startsWith("出席："))
                .findFirst()
                .orElseThrow();
        assertThat(lines.get(first + 1).getFirst().x())
                .isCloseTo(at(lines.get(first), "周").x(), within(LITTLE));
        assertThat(pages.stream().allMatch(page -> page.images.isEmpty())).isTrue();
    }

    @Test
    void organsThatIssueJointlyHaveNamesOfOneWidthWithTheWordInTheMiddleBehindThem() {
        var one = PaperSamples.notice(PaperSamples.text(4), null);
        var joint = new OfficialPage(
                one.format(),
                null,
                "长沙市烟草专卖局\n常德市烟草专卖局直属分局" + OfficialPage.BEHIND_ALL + "文件",
                one.number(),
                List.of(),
                one.title(),
                one.mainTo(),
                one.body(),
                List.of(),
                BUREAU,
                one.date(),
                null,
                one.copyTo(),
                one.printOrgan(),
                one.printDate(),
                null);
        var page = measure(joint).getFirst();

        List<Character> mark = page.characters.stream()
                .filter(character -> character.size() > 8 && character.baseline() < 120)
                .toList();
        List<Character> first = mark.subList(0, 8);
        List<Character> second = mark.subList(8, 20);
        List<Character> word = mark.subList(20, 22);
        assertThat(text(first)).isEqualTo("长沙市烟草专卖局");
        assertThat(text(word)).isEqualTo("文件");
        assertThat(first.getFirst().x()).isCloseTo(second.getFirst().x(), within(LITTLE));
        assertThat(first.getLast().x()).isCloseTo(second.getLast().x(), within(LITTLE));
        assertThat(word.getFirst().baseline())
                .isCloseTo((first.getFirst().baseline() + second.getFirst().baseline()) / 2, within(LITTLE));
        assertThat(word.getFirst().x())
                .isGreaterThan(second.getLast().x() + second.getLast().size());
        assertThat(word.getLast().x() + word.getLast().size()).isLessThanOrEqualTo(184);
        assertThat(page.lineWith("湘烟办〔2026〕12号").getFirst().top())
                .isGreaterThan(second.getFirst().bottom());
    }

    @Test
    void anOrderHasItsNumberUnderTheMarkAndTheAutographOfWhoSignedIt() {
        var seal = new OfficialPage.Seal(new SealPicture(PaperSamples.SHELF).drawSignature("周建国", 24), 24);
        var page = measure(PaperSamples.order(seal)).getFirst();

        List<Character> mark = page.lineWith("湖南省烟草专卖局令");
        assertThat(mark.getFirst().top()).isBetween(37 + 18.0, 37 + 20.5);
        List<Character> number = page.lineWith("湘烟令〔2026〕1号");
        assertThat(number.getFirst().top() - mark.getFirst().bottom()).isCloseTo(2 * Grid.PITCH, within(0.5));
        List<Character> text = page.lineWith("《湖南省烟草制品");
        assertThat(text.getFirst().top() - number.getFirst().bottom()).isBetween(1.5 * Grid.PITCH, 3 * Grid.PITCH);
        assertThat(page.strokes.stream().filter(Stroke::red)).isEmpty();
        assertThat(page.text()).doesNotContain("关于公布卷烟零售点布局管理办法的命令").doesNotContain("各市州");
        Image autograph = page.images.getFirst();
        assertThat(184 - autograph.x() - autograph.width()).isCloseTo(4 * Grid.CELL, within(LITTLE));
        List<Character> post = page.lines().stream()
                .filter(line -> text(line).equals("局长"))
                .findFirst()
                .orElseThrow();
        assertThat(autograph.x() - post.getLast().x() - post.getLast().size()).isCloseTo(2 * Grid.CELL, within(0.2));
        double middle = (post.getFirst().top() + post.getFirst().bottom()) / 2;
        assertThat(autograph.y() + autograph.height() / 2).isCloseTo(middle, within(0.3));
        List<Character> date = page.lineWith("2026年3月5日");
        assertThat(184 - date.getLast().x() - date.getLast().size()).isCloseTo(4 * Grid.CELL, within(0.3));
        assertThat(measure(PaperSamples.order(null)).getFirst().text()).contains("周建国");
        assertThat(measure(PaperSamples.order(null)).getLast().text()).contains("主送：各市州烟草专卖局");
    }

    @Test
    void aWideTableLiesOnItsSideBehindTheDateWithPageNumbersWhereTheyAlwaysStand() {
        var pages = measure(PaperSamples.notice(PaperSamples.wideTable(40), PaperSamples.seal()));

        assertThat(pages.getFirst().text()).contains("现将有关情况通报如下");
        int table = IntStream.range(0, pages.size())
                .filter(i -> pages.get(i).text().contains("长沙市"))
                .findFirst()
                .orElseThrow();
        assertThat(pages.get(table - 1).text()).contains("2026年3月5日");
        var side = pages.get(table).characters.stream()
                .filter(character ->
                        character.text().equals("序") || character.text().equals("号"))
                .toList();
        // turned to the left: the second character of a word stands above the first, the heading at the left edge
        assertThat(side.get(1).baseline()).isLessThan(side.get(0).baseline());
        assertThat(side.get(1).x()).isCloseTo(side.get(0).x(), within(LITTLE));
        assertThat(side.get(0).x()).isBetween(28.0, 40.0);
        assertThat(pages.get(table).strokes).allSatisfy(stroke -> {
            assertThat(stroke.fromX()).isBetween(27.8, 184.2);
            assertThat(stroke.toY()).isBetween(36.8, 262.2);
        });
        assertThat(pages.get(table + 1).text()).contains("序号");
        for (int i = table; i < pages.size() - 1 && pages.get(i).text().contains("长沙市"); i++) {
            List<Character> number = pages.get(i).characters.stream()
                    .filter(character -> character.baseline() > 265)
                    .toList();
            assertThat(text(number)).isEqualTo("—" + (i + 1) + "—");
        }
        assertThat(pages.getLast().text()).contains("印发");
        assertThat(pages.size() % 2).isZero();
    }

    private static Character at(List<Character> line, String text) {
        return line.stream()
                .filter(character -> character.text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static String text(List<Character> line) {
        return line.stream().map(Character::text).reduce("", String::concat);
    }
}
