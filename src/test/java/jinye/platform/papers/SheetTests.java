package jinye.platform.papers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import jinye.platform.papers.PageMeasure.Stroke;
import jinye.platform.papers.Sheet.Cell;
import jinye.platform.papers.Sheet.Line;
import org.junit.jupiter.api.Test;

class SheetTests {

    private static List<PageMeasure> measure(Sheet sheet) {
        return PageMeasure.pages(PaperSamples.PAPERS.sheet(sheet));
    }

    @Test
    void aDraftSheetShowsEveryOpinionWithNameAndMomentOnOnePage() {
        var pages = measure(SheetSamples.draft());

        assertThat(pages).hasSize(1);
        assertThat(pages.getFirst().text())
                .contains("湖南省烟草专卖局发文稿纸")
                .contains("签发：同意签发。周建国  2026年3月5日 10:20")
                .contains("李明（财务管理处）")
                .contains("紧急程度", "主动公开");
        assertThat(pages.getFirst().strokes).isNotEmpty().allMatch(Stroke::red);
    }

    @Test
    void opinionsThatFillThePageGoOnOnTheNext() {
        var pages = measure(SheetSamples.incoming(40));

        String text = pages.stream().map(PageMeasure::text).collect(Collectors.joining());
        assertThat(pages.size()).isGreaterThan(2);
        assertThat(text.split("并于3月底前", -1)).hasSize(41);
        assertThat(text).contains("办理结果：").contains("第1页  共" + pages.size() + "页");
        for (PageMeasure page : pages) {
            assertThat(page.strokes).allMatch(stroke -> stroke.toY() <= 275.5 && stroke.toX() <= 190.5);
        }
    }

    @Test
    void aListRepeatsItsHeadingOnEveryPage() {
        var pages = measure(SheetSamples.receipts());

        assertThat(pages.size()).isGreaterThan(1);
        assertThat(pages).allMatch(page -> page.text().contains("序号接收单位方式状态签收人签收时间"));
        String text = pages.stream().map(PageMeasure::text).collect(Collectors.joining());
        assertThat(text).contains("60长沙市烟草专卖局主送已签收马丽");
    }

    @Test
    void anEmptySheetIsStillAPage() {
        assertThat(measure(new Sheet("", false, "", "", List.of(), 0))).hasSize(1);
        assertThat(measure(new Sheet("题".repeat(90), true, "", "", List.of(Line.of(10, Cell.field(1, "", ""))), 3)))
                .hasSize(1);
    }
}
