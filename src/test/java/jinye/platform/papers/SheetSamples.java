package jinye.platform.papers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import jinye.platform.papers.Sheet.Cell;
import jinye.platform.papers.Sheet.Line;
import jinye.platform.papers.Sheet.Opinion;

/** The forms of §9 of the rules for official documents, filled in. */
final class SheetSamples {

    private SheetSamples() {}

    static Sheet draft() {
        return new Sheet(
                "湖南省烟草专卖局发文稿纸",
                true,
                "湘烟办〔2026〕12号",
                "2026年3月5日",
                List.of(
                        Line.of(
                                48,
                                Cell.opinions(1, "签发", List.of(new Opinion("同意签发。", "周建国", "2026年3月5日 10:20"))),
                                Cell.opinions(
                                        1,
                                        "会签",
                                        List.of(
                                                new Opinion("同意。", "李明（财务管理处）", "2026年3月4日 16:02"),
                                                new Opinion("同意，建议第三部分增加档案移交的时间要求。", "陈敏（人事处）", "2026年3月4日 17:31")))),
                        Line.of(
                                34,
                                Cell.opinions(
                                        1,
                                        "核稿",
                                        List.of(new Opinion("格式、文种、行文方向符合规定，拟请建国同志签发。", "王小川", "2026年3月5日 09:12"))),
                                Cell.opinions(1, "部门审核", List.of(new Opinion("拟同意，请办公室核稿。", "赵强", "2026年3月4日 11:40")))),
                        Line.of(
                                9.5,
                                Cell.field(1, "拟稿单位", "办公室"),
                                Cell.field(1, "拟稿人", "刘志刚"),
                                Cell.field(1, "电话", "0731-80000001")),
                        Line.of(16, Cell.field(1, "标题", "湖南省烟草专卖局关于印发《湖南省烟草专卖局机关公文处理实施细则》的通知")),
                        Line.of(9.5, Cell.field(1, "主送", "各市州烟草专卖局，机关各部门")),
                        Line.of(9.5, Cell.field(1, "抄送", "国家烟草专卖局办公室，湖南省人民政府办公厅")),
                        Line.of(9.5, Cell.field(1, "附件", "1.湖南省烟草专卖局机关公文处理实施细则\n2.电子印章使用登记表")),
                        Line.of(
                                9.5,
                                Cell.field(1, "文种", "通知"),
                                Cell.field(1, "紧急程度", "加急"),
                                Cell.field(1, "公开属性", "主动公开")),
                        Line.of(9.5, Cell.field(1, "打字", "刘志刚"), Cell.field(1, "校对", "马丽"), Cell.field(1, "印数", "60"))),
                0);
    }

    static Sheet incoming(int opinions) {
        var opinion = new Opinion("请办公室牵头，专卖处、财务处配合，按要求抓好落实，并于3月底前将落实情况报我。", "周建国", "2026年3月6日 08:45");
        return new Sheet(
                "长沙市烟草专卖局文件处理单",
                true,
                "收文号：收〔2026〕0031",
                "收文日期：2026年3月6日",
                List.of(
                        Line.of(9.5, Cell.field(2, "来文单位", "湖南省烟草专卖局"), Cell.field(1, "紧急程度", "加急")),
                        Line.of(9.5, Cell.field(2, "来文字号", "湘烟办〔2026〕12号"), Cell.field(1, "份数", "1")),
                        Line.of(16, Cell.field(1, "标题", "湖南省烟草专卖局关于印发《湖南省烟草专卖局机关公文处理实施细则》的通知")),
                        Line.of(
                                32,
                                Cell.opinions(1, "拟办意见", List.of(new Opinion("请建国同志阅示。", "王小川", "2026年3月6日 08:31")))),
                        Line.of(60, Cell.opinions(1, "领导批示", Collections.nCopies(opinions, opinion))),
                        Line.of(60, Cell.opinions(1, "办理结果", List.of()))),
                0);
    }

    static Sheet receipts() {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(
                9,
                Cell.heading(1, "序号"),
                Cell.heading(4, "接收单位"),
                Cell.heading(1.6, "方式"),
                Cell.heading(1.6, "状态"),
                Cell.heading(2.6, "签收人"),
                Cell.heading(3.2, "签收时间")));
        for (int i = 1; i <= 60; i++) {
            lines.add(Line.of(
                    8,
                    Cell.centred(1, String.valueOf(i)),
                    Cell.text(4, i % 7 == 0 ? "湘西土家族苗族自治州烟草专卖局（公司）" : "长沙市烟草专卖局"),
                    Cell.centred(1.6, "主送"),
                    Cell.centred(1.6, "已签收"),
                    Cell.centred(2.6, "马丽"),
                    Cell.centred(3.2, "2026年3月6日 08:20")));
        }
        return new Sheet("签收清单", false, "湘烟办〔2026〕12号", "共60个单位", lines, 1);
    }
}
