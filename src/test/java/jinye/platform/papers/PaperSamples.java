package jinye.platform.papers;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import jinye.platform.papers.OfficialPage.Block;
import jinye.platform.papers.OfficialPage.Format;
import jinye.platform.papers.OfficialPage.Seal;
import org.jspecify.annotations.Nullable;

/** Documents to measure. The fonts are the application's own, so that every machine measures the same. */
final class PaperSamples {

    static final FontShelf SHELF = new FontShelf(new PaperSettings(Map.of(), List.of()));
    static final Papers PAPERS =
            new Papers(SHELF, Clock.fixed(Instant.parse("2026-03-05T02:00:00Z"), ZoneId.of("Asia/Shanghai")));
    static final String BUREAU = "湖南省烟草专卖局";

    private PaperSamples() {}

    static Seal seal() {
        return new Seal(new SealPicture(SHELF).draw(BUREAU, 42, SealPicture.DEMONSTRATION), 42);
    }

    static OfficialPage notice(List<Block> body, @Nullable Seal seal) {
        return new OfficialPage(
                Format.DOCUMENT,
                "加急",
                BUREAU + "文件",
                "湘烟办〔2026〕12号",
                List.of(),
                "湖南省烟草专卖局关于印发《湖南省烟草专卖局机关公文处理实施细则》的通知",
                "各市州烟草专卖局，机关各部门",
                body,
                List.of("湖南省烟草专卖局机关公文处理实施细则", "电子印章使用登记表和印章管理人员名册以及印章停用、缴销、重新制发情况汇总表"),
                BUREAU,
                LocalDate.of(2026, 3, 5),
                "此件公开发布",
                List.of("国家烟草专卖局办公室", "湖南省人民政府办公厅", "中国烟草总公司湖南省公司各直属单位", "省局领导"),
                BUREAU + "办公室",
                LocalDate.of(2026, 3, 6),
                seal);
    }

    static OfficialPage request(List<String> signers, @Nullable Seal seal) {
        return new OfficialPage(
                Format.DOCUMENT,
                null,
                BUREAU + "文件",
                "湘烟财〔2026〕7号",
                signers,
                "湖南省烟草专卖局关于申请2026年卷烟物流配送中心技术改造项目资金的请示",
                "国家烟草专卖局",
                List.of(
                        new Block.Paragraph("为提升卷烟物流配送能力，经研究，拟对长沙、衡阳、常德三个配送中心实施技术改造，现将有关情况请示如下。"),
                        new Block.Heading(1, "一、项目概况"),
                        new Block.Paragraph("项目总投资3860万元，建设期为18个月，计划于2027年9月30日前完成竣工验收。"),
                        new Block.Heading(1, "二、资金来源"),
                        new Block.Paragraph("申请安排专项资金2000万元，其余由我局自筹。"),
                        new Block.Paragraph("妥否，请批示。")),
                List.of(),
                BUREAU,
                LocalDate.of(2026, 10, 28),
                "联系人：周明，电话：0731-80000001",
                List.of("湖南省人民政府"),
                BUREAU + "办公室",
                LocalDate.of(2026, 10, 28),
                seal);
    }

    static OfficialPage of(Format format, String mark, List<Block> body, List<String> copyTo, @Nullable Seal seal) {
        return new OfficialPage(
                format,
                null,
                mark,
                format == Format.MINUTES ? "〔2026〕3号" : "湘烟函〔2026〕3号",
                List.of(),
                format == Format.MINUTES ? "2026年第三次局长办公会议纪要" : "湖南省烟草专卖局关于商请支持卷烟打假工作的函",
                format == Format.MINUTES ? "" : "湖南省公安厅",
                body,
                List.of(),
                BUREAU,
                LocalDate.of(2026, 3, 5),
                null,
                copyTo,
                BUREAU + "办公室",
                LocalDate.of(2026, 3, 6),
                seal);
    }

    static List<Block> text(int paragraphs) {
        List<Block> body = new ArrayList<>();
        body.add(new Block.Paragraph("现将《湖南省烟草专卖局机关公文处理实施细则》印发给你们，请结合实际，认真贯彻执行。"));
        for (int i = 0; i < paragraphs; i++) {
            switch (i % 4) {
                case 0 -> body.add(new Block.Heading(1, "一、提高认识，加强领导"));
                case 1 ->
                    body.add(new Block.Heading(
                            2,
                            "（一）加强组织领导。各单位主要负责同志要切实负起责任，2026年3月31日前完成自查，办结率达到100%，并将自查情况报送省局办公室（联系电话：0731-80000000）。"));
                case 2 -> body.add(new Block.Heading(3, "1.明确职责分工。办公室负责公文的统一收发、分办、传递、用印、立卷、归档和销毁等工作；“谁主办、谁负责”，不得推诿……"));
                default ->
                    body.add(new Block.Paragraph(
                            "收文办理包括签收、登记、初审、承办、传阅、催办、答复等环节——必须做到及时、准确、安全，使用OFD格式（GB/T 33190—2016）存档。"));
            }
        }
        return body;
    }

    static OfficialPage with(OfficialPage page, String title, List<Block> body) {
        return new OfficialPage(
                page.format(),
                page.urgency(),
                page.issuingMark(),
                page.number(),
                page.signers(),
                title,
                page.mainTo(),
                body,
                page.attachments(),
                page.signature(),
                page.date(),
                page.note(),
                page.copyTo(),
                page.printOrgan(),
                page.printDate(),
                page.seal());
    }

    static OfficialPage minutes() {
        List<Block> body = new ArrayList<>(text(4));
        body.add(new Block.Roll("出席", "周建国、李明、王小川、赵强、刘志刚、陈敏、杨帆、黄立新、吴晓东、徐海燕、孙伟、马丽"));
        body.add(new Block.Roll("列席", "胡军、朱红（法规处）、高峰（财务处）"));
        return of(Format.MINUTES, BUREAU + "办公会议纪要", body, List.of("各位局领导", "机关各部门"), null);
    }

    static OfficialPage order(@Nullable Seal seal) {
        return new OfficialPage(
                Format.ORDER,
                null,
                BUREAU + "令",
                "湘烟令〔2026〕1号",
                List.of(),
                "湖南省烟草专卖局关于公布卷烟零售点布局管理办法的命令",
                "各市州烟草专卖局",
                List.of(
                        new Block.Paragraph("《湖南省烟草制品零售点布局管理办法》已经2026年2月27日局长办公会议审议通过，现予公布，自2026年5月1日起施行。"),
                        new Block.Paragraph("2018年公布的办法同时废止。")),
                List.of(),
                BUREAU,
                LocalDate.of(2026, 3, 5),
                null,
                List.of(),
                BUREAU + "办公室",
                LocalDate.of(2026, 3, 6),
                seal,
                new OfficialPage.Signatory("局长", "周建国"));
    }

    static List<Block> wideTable(int lines) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("序号", "单位", "一季度", "二季度", "三季度", "四季度", "全年", "上年", "增减（%）", "备注"));
        for (int i = 1; i <= lines; i++) {
            rows.add(List.of(
                    String.valueOf(i),
                    "长沙市烟草专卖局",
                    "1234",
                    "2345",
                    "3456",
                    "4567",
                    "11602",
                    "11000",
                    "5.5",
                    "含直属分局，数据由专卖处核对"));
        }
        return List.of(new Block.Paragraph("现将有关情况通报如下。"), new Block.Table(rows));
    }

    static List<Block> table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("序号", "单位", "任务", "完成时限"));
        for (int i = 1; i <= 24; i++) {
            rows.add(
                    List.of(String.valueOf(i), "长沙市烟草专卖局", "完成第" + i + "批电子印章的登记、核对和上报工作，并将结果书面报送省局办公室", "2026年3月31日"));
        }
        return List.of(
                new Block.Paragraph("现将任务分解表印发给你们，请对照落实。"),
                new Block.Table(rows),
                new Block.Paragraph("以上任务请按期完成——逾期的要说明原因。"),
                new Block.Picture(picture(), "示意图"),
                new Block.Paragraph("请各单位于每月5日前报送进展情况。"));
    }

    static byte[] picture() {
        var picture = new BufferedImage(640, 320, BufferedImage.TYPE_INT_RGB);
        var graphics = picture.createGraphics();
        graphics.setColor(new Color(0x1F5F8B));
        graphics.fillRect(0, 0, 640, 320);
        graphics.setColor(Color.WHITE);
        graphics.fillOval(240, 80, 160, 160);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
