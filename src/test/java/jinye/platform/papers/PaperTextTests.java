package jinye.platform.papers;

import static jinye.platform.papers.PaperSamples.PAPERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jinye.platform.papers.OfficialPage.Block;
import org.junit.jupiter.api.Test;

/** Every character arrives on paper, in order, within the type area. */
class PaperTextTests {

    private static List<PageMeasure> measure(Block... body) {
        return PageMeasure.pages(PAPERS.print(PaperSamples.notice(List.of(body), null)));
    }

    private static String text(List<PageMeasure> pages) {
        return pages.stream()
                .map(PageMeasure::text)
                .collect(Collectors.joining())
                .replaceAll("—\\d+—", "");
    }

    @Test
    void tenThousandCharactersArriveInOrder() {
        var body = new StringBuilder();
        for (int i = 0; body.length() < 10_000; i++) {
            body.append("第").append(i).append("项，各单位要认真落实；");
        }
        var pages = measure(new Block.Paragraph(body.toString()));

        assertThat(text(pages)).contains(body);
        assertThat(pages).hasSize(18);
    }

    @Test
    void nothingStandsOutsideTheTypeArea() {
        var pages = PageMeasure.pages(PAPERS.print(PaperSamples.notice(PaperSamples.text(60), PaperSamples.seal())));

        for (PageMeasure page : pages) {
            for (var character : page.characters) {
                if (character.baseline() < 262) {
                    // the em box of a squeezed mark at the end of a line may pass the edge, its ink does not
                    assertThat(character.x() + 0.5 * character.size()).isBetween(28.0, 184.2);
                }
            }
        }
    }

    @Test
    void noLineBeginsWithAClosingMark() {
        var pages = PageMeasure.pages(PAPERS.print(PaperSamples.notice(PaperSamples.text(60), null)));

        for (PageMeasure page : pages) {
            for (var line : page.lines()) {
                assertThat("，。；：、）》”？！").doesNotContain(line.getFirst().text());
                assertThat("（《“").doesNotContain(line.getLast().text());
            }
        }
    }

    @Test
    void charactersThatNoFontHasAreReported() {
        var paper = PAPERS.print(PaperSamples.notice(List.of(new Block.Paragraph("姓名：\uE123\uD83D\uDEAC。")), null));

        assertThat(paper.missing()).containsExactlyInAnyOrder("\uE123", "\uD83D\uDEAC");
        assertThat(text(PageMeasure.pages(paper))).contains("姓名：〓〓。");
    }

    @Test
    void rareCharactersOfNamesAreFoundInAnotherFont() {
        var paper = PAPERS.print(PaperSamples.notice(List.of(new Block.Paragraph("李㛃、王垚、赵堃、陈龑")), null));

        assertThat(paper.missing()).isEmpty();
        assertThat(text(PageMeasure.pages(paper))).contains("李㛃、王垚、赵堃、陈龑");
    }

    @Test
    void strangeTextDoesNoHarm() {
        String longWord = "https://example.gov.cn/" + "a".repeat(300);
        var pages = measure(
                new Block.Paragraph("一\u0000二\u200B三\t四\n五\uD800六" + longWord),
                new Block.Paragraph(""),
                new Block.Heading(4, " "),
                new Block.Table(List.of()),
                new Block.Table(List.of(List.of(), List.of(""))),
                new Block.Picture(new byte[] {1, 2, 3}, "坏图"),
                new Block.Paragraph("<script>alert(1)</script>&amp;"));

        assertThat(text(pages)).contains("一二三 四 五六").contains("a".repeat(300)).contains("（图片：坏图）");
        assertThat(text(pages)).contains("<script>alert(1)</script>&amp;");
    }

    @Test
    void aTitleOfAnyLengthIsSet() {
        var page = PaperSamples.notice(PaperSamples.text(2), null);
        for (int length : List.of(0, 1, 20, 21, 60, 200, 201, 3000)) {
            var paper = PAPERS.print(PaperSamples.with(page, "题".repeat(length), page.body()));

            assertThat(text(PageMeasure.pages(paper))).contains("题".repeat(length));
        }
    }

    @Test
    void titlesFormBalancedLinesAndKeepWordsWhole() {
        assertThat(TitleShape.lines("湖南省烟草专卖局关于印发《湖南省烟草专卖局机关公文处理实施细则》的通知", List.of("湖南省烟草专卖局"), 20))
                .containsExactly("湖南省烟草专卖局", "关于印发《湖南省烟草专卖局", "机关公文处理实施细则》的通知");
        assertThat(TitleShape.lines("湖南省烟草专卖局关于做好2026年春节期间安全生产工作的通知", List.of("湖南省烟草专卖局"), 20))
                .hasSize(2)
                .allMatch(line -> line.length() >= 8);
        assertThat(TitleShape.lines("关于召开会议的通知", List.of(), 20)).containsExactly("关于召开会议的通知");
    }

    @Test
    void aTableGoesOnOverPagesWithItsHeading() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("序号", "单位", "任务"));
        for (int i = 1; i <= 40; i++) {
            rows.add(List.of(String.valueOf(i), "长沙市烟草专卖局", "完成第" + i + "批电子印章的登记、核对和上报工作，并将结果书面报送省局办公室"));
        }
        var pages = measure(new Block.Table(rows), new Block.Paragraph("以上任务请按期完成。"));

        var withTable =
                pages.stream().filter(page -> page.text().contains("序号单位任务")).toList();
        assertThat(withTable.size()).isGreaterThan(2);
        for (int i = 1; i <= 40; i++) {
            assertThat(text(pages)).contains("完成第" + i + "批");
        }
        for (var stroke : withTable.getFirst().strokes) {
            assertThat(stroke.fromX()).isBetween(27.8, 184.2);
            assertThat(stroke.toY()).isLessThanOrEqualTo(262.2);
        }
        var after = pages.stream()
                .filter(page -> page.text().contains("以上任务"))
                .findFirst()
                .orElseThrow()
                .lineWith("以上任务");
        double row = (after.getFirst().baseline() - Grid.baseline(0, Grid.BODY)) / Grid.PITCH;
        assertThat(row).isCloseTo(Math.round(row), within(0.01));
    }

    @Test
    void aCellHigherThanAPageIsContinued() {
        var pages = measure(new Block.Table(List.of(List.of("项目", "说明"), List.of("甲", "烟叶".repeat(1500)))));

        assertThat(text(pages).chars().filter(c -> c == '叶').count()).isEqualTo(1500);
    }

    @Test
    void theSameDocumentHasTheSameBytes() {
        var page = PaperSamples.notice(PaperSamples.text(5), PaperSamples.seal());

        assertThat(PAPERS.print(page).pdf()).isEqualTo(PAPERS.print(page).pdf());
    }
}
