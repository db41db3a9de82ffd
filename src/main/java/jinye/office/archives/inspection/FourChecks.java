package jinye.office.archives.inspection;

import static jinye.office.archives.inspection.FourCheck.Action.*;
import static jinye.office.archives.inspection.FourCheck.Property.*;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The checks, in order. What they do stands in {@link MetadataProbes}, {@link ContentProbes} and {@link KeepingProbes}. */
@Component
public class FourChecks {

    private static final Set<Stage> ALWAYS = EnumSet.of(Stage.FILING, Stage.TRANSFER, Stage.KEEPING);
    private static final Set<Stage> MOVING = EnumSet.of(Stage.FILING, Stage.TRANSFER);
    private static final Set<Stage> FROM_THE_DRAFT = EnumSet.of(Stage.DRAFTING, Stage.FILING, Stage.TRANSFER);
    private static final Set<Stage> KEPT = EnumSet.of(Stage.TRANSFER, Stage.KEEPING);
    private static final Set<Stage> FILING = EnumSet.of(Stage.FILING);

    private final List<FourCheck> all;

    FourChecks(MetadataProbes metadata, ContentProbes content, KeepingProbes keeping) {
        var everywhere = EnumSet.allOf(Stage.class);
        all = List.of(
                new FourCheck("A1", AUTHENTIC, "固化信息有效", KEPT, REJECT, keeping::fixation),
                new FourCheck("A2", AUTHENTIC, "元数据类型、长度、格式和值域", FROM_THE_DRAFT, REJECT, metadata::formats),
                new FourCheck("A3", AUTHENTIC, "元数据没有非法字符", FROM_THE_DRAFT, REJECT, metadata::characters),
                new FourCheck("A4", AUTHENTIC, "著录与正文内容一致", FILING, RETURN, content::agreement),
                new FourCheck("A5", AUTHENTIC, "档号唯一并符合分类方案", MOVING, REJECT, metadata::number),
                new FourCheck("A6", AUTHENTIC, "文件与登记一致", ALWAYS, REJECT, content::differences),
                new FourCheck("A7", AUTHENTIC, "组成和顺序符合规定", MOVING, REJECT, content::structure),
                new FourCheck("A8", AUTHENTIC, "收到的与发出的一致", EnumSet.of(Stage.TRANSFER), REJECT, content::differences),
                new FourCheck("A9", AUTHENTIC, "印章和签名有效", MOVING, REJECT, content::seals),
                new FourCheck("B1", COMPLETE, "件数和字节数与登记相等", MOVING, REJECT, content::amounts),
                new FourCheck("B2", COMPLETE, "必填元数据齐全", FROM_THE_DRAFT, RETURN, metadata::mandatory),
                new FourCheck("B3", COMPLETE, "件号连续", FILING, WARN, keeping::gaps),
                new FourCheck("B4", COMPLETE, "正文、附件、处理单和过程齐全", FILING, RETURN, content::parts),
                new FourCheck("B5", COMPLETE, "重要文件的办理过程齐全", FILING, RETURN, content::process),
                new FourCheck("B6", COMPLETE, "应归档的都已归档", FILING, LIST, keeping::missing),
                new FourCheck("C1", USABLE, "元数据可读", ALWAYS, REJECT, metadata::readable),
                new FourCheck("C2", USABLE, "目录可查到", KEPT, REPAIR, keeping::found),
                new FourCheck("C3", USABLE, "文件可打开，页数相符", everywhere, REJECT, content::opens),
                new FourCheck("C4", USABLE, "属于归档格式", FROM_THE_DRAFT, CONVERT, content::formats),
                new FourCheck("C5", USABLE, "软硬件环境可用", KEPT, NOTE, keeping::environment),
                new FourCheck("C6", USABLE, "没有加密", FROM_THE_DRAFT, REJECT, content::unlocked),
                new FourCheck("C7", USABLE, "备份可读，载体完好", EnumSet.of(Stage.KEEPING), MIGRATE, keeping::backup),
                new FourCheck("D1", SAFE, "没有病毒和自动执行的内容", everywhere, QUARANTINE, content::harmless),
                new FourCheck("D2", SAFE, "没有多余的文件", KEPT, RETURN, content::nothingMore),
                new FourCheck("D3", SAFE, "过程记录完整", ALWAYS, STOP, keeping::logged),
                new FourCheck(
                        "D4", SAFE, "没有涉密标志", EnumSet.of(Stage.DRAFTING, Stage.FILING), QUARANTINE, metadata::open));
    }

    List<FourCheck> at(Stage stage) {
        return all.stream().filter(check -> check.at(stage)).toList();
    }

    FourCheck check(String id) {
        return all.stream().filter(check -> check.id().equals(id)).findFirst().orElseThrow();
    }

    /** For people who want to know what is looked at. */
    public record Explained(String id, String property, String title, List<String> stages, String action) {}

    public List<Explained> explained() {
        return all.stream()
                .map(check -> new Explained(
                        check.id(),
                        check.property().term(),
                        check.title(),
                        check.stages().stream().sorted().map(Stage::term).toList(),
                        check.action().term()))
                .toList();
    }
}
