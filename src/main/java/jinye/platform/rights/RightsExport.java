package jinye.platform.rights;

import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import jinye.kernel.Actor;
import jinye.kernel.Masks;
import jinye.kernel.Moments;
import jinye.kernel.RecordId;
import jinye.platform.directory.HeldTokens;
import jinye.platform.directory.HeldTokens.HeldToken;
import jinye.platform.directory.HeldTokens.Origin;
import jinye.platform.journal.Journal;
import jinye.platform.rights.RightsQuestions.RecordReaders;
import jinye.platform.rights.RightsTable.Format;
import jinye.safeguard.access.StepUp;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What leaves the house as a table: 全员权限清单, and who could read and who read one record. Written down before the first byte. */
@Component
class RightsExport {

    static final String EXPORT = "rights.export";

    private final HeldTokens tokens;
    private final Journal journal;
    private final StepUp stepUp;

    RightsExport(HeldTokens tokens, Journal journal, StepUp stepUp) {
        this.tokens = tokens;
        this.journal = journal;
        this.stepUp = stepUp;
    }

    /** What leaves the house about people asks for a fresh proof of who takes it. */
    void allow(Actor actor) {
        actor.require(EXPORT);
        stepUp.require(actor);
    }

    @Transactional
    public void begin(Actor actor, Format format) {
        allow(actor);
        journal.record(actor, "rights.export-people", new RecordId("rights", 0), Map.of("format", format.name()));
    }

    void people(Format format, OutputStream out) {
        try (var table = RightsTable.of(
                format, out, "全员权限", List.of("工号", "姓名", "单位", "部门", "主要职务", "权限", "来源", "开始日期", "截止日期", "依据"))) {
            tokens.everybody(one -> {
                for (var held : one.tokens()) {
                    if (held.origin() != Origin.PERSON) {
                        var person = one.person();
                        table.row(List.of(
                                one.staffNumber(),
                                person.name(),
                                person.unitName(),
                                person.departmentName(),
                                person.postTitle(),
                                right(held),
                                held.source(),
                                held.since().toString(),
                                held.lastDay() == null ? "" : held.lastDay().toString(),
                                held.proposal() == null ? "" : "权限变更第 " + held.proposal() + " 号"));
                    }
                }
            });
        }
    }

    private static String right(HeldToken held) {
        var sort = switch (held.token().substring(0, held.token().indexOf(':'))) {
            case "role" -> "角色：";
            case "department", "unit" -> "查阅：";
            default -> "";
        };
        return sort + held.meaning();
    }

    /** Names of people masked beyond the family name, addresses without their last part: enough to follow a trail, not to trade. */
    void readers(RecordReaders readers, boolean masked, Format format, OutputStream out) {
        try (var table =
                RightsTable.of(format, out, "查阅情况", List.of("类别", "人员", "单位职务", "时间", "行为", "文件", "地址", "依据"))) {
            for (var one : readers.readers()) {
                table.row(List.of(
                        "可以查阅",
                        name(one.name(), masked),
                        one.place(),
                        "",
                        "",
                        "",
                        "",
                        why(String.join("；", one.reasons()), one.name(), masked)));
            }
            for (var one : readers.readings()) {
                table.row(List.of(
                        one.refused() ? "被拒绝" : "已查阅",
                        name(one.name(), masked),
                        text(one.place()),
                        one.at()
                                .atZone(Moments.ZONE)
                                .toLocalDateTime()
                                .withNano(0)
                                .toString()
                                .replace('T', ' '),
                        one.act(),
                        text(one.file()),
                        address(text(one.address()), masked),
                        one.reason() == null
                                ? (one.refused() ? "" : "现已无权查阅")
                                : why(one.reason(), one.name(), masked)));
            }
        }
    }

    private static String name(String name, boolean masked) {
        return masked ? text(Masks.name(name)) : name;
    }

    /** A grant to one person names that person. */
    private static String why(String reason, String name, boolean masked) {
        return masked && !name.isEmpty() ? reason.replace(name, name(name, true)) : reason;
    }

    private static String address(String address, boolean masked) {
        return masked ? address.replaceFirst("[^.:]+$", "*") : address;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
