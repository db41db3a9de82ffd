package jinye.platform.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import jinye.platform.workflow.process.Timeout;
import jinye.platform.workflow.process.Wait;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a matter's page says about waiting without people: until when, for what, for how many. */
@Component
class Waits {

    /**
     * @param sentence 等待至 11月30日 17:30
     * @param failure  why it could not be done, for administrators; null while nothing failed
     */
    record WaitView(
            long trigger,
            String sentence,
            boolean failed,
            @Nullable Instant dueAt,
            @Nullable String dueExplanation,
            @Nullable String failure) {}

    /** @param outcome the word of its last decision in Chinese, null while there is none */
    record SubMatterView(
            long id,
            String kindName,
            String title,
            String part,
            Matter.State state,
            @Nullable String outcome,
            String presentHandlers) {}

    /** @param readable whether the reader may open it */
    record ParentView(long id, String title, String nodeName, String part, boolean readable) {}

    private final Offshoots offshoots;
    private final Processes processes;
    private final Phrasing phrasing;
    private final JdbcClient jdbc;

    Waits(Offshoots offshoots, Processes processes, Phrasing phrasing, JdbcClient jdbc) {
        this.offshoots = offshoots;
        this.processes = processes;
        this.phrasing = phrasing;
        this.jdbc = jdbc;
    }

    /** By step; only what is still awaited. */
    Map<Long, List<WaitView>> of(Matter matter, boolean administers) {
        return matter.open().stream()
                .filter(step -> step.triggers().stream().anyMatch(Trigger::isPending))
                .collect(Collectors.toMap(
                        Step::id,
                        step -> step.triggers().stream()
                                .filter(Trigger::isPending)
                                .map(trigger -> view(trigger, administers))
                                .toList()));
    }

    private WaitView view(Trigger trigger, boolean administers) {
        var due = trigger.due();
        boolean failed = trigger.state() == Trigger.State.FAILED;
        return new WaitView(
                trigger.id(),
                failed
                        ? trigger.kind().term() + "未完成，由流程管理员处理"
                        : trigger.state() == Trigger.State.PAUSED ? "暂停计时" : sentence(trigger),
                failed,
                due == null ? null : due.at(),
                due == null || due.explanation().isEmpty() ? null : due.explanation(),
                administers ? trigger.failure() : null);
    }

    private String sentence(Trigger trigger) {
        var due = trigger.due();
        var moment = due == null ? "" : phrasing.moment(due.at());
        return switch (trigger.kind()) {
            case TIMER -> "等待至 " + moment;
            case SERVICE -> "等待自动办理";
            case MESSAGE -> "等待消息";
            case SUB_MATTERS -> children(trigger);
            case TIMEOUT -> moment + " 未办理的，" + consequence(trigger);
        };
    }

    private String children(Trigger trigger) {
        var all = offshoots.awaited(trigger.step().id());
        long over = all.stream().filter(child -> child.state().isOver()).count();
        var call = (Wait.Call) Objects.requireNonNull(trigger.step().node().waits());
        var enough = call.ratio() < 100 ? "，满 " + trigger.target().needed() + " 个即继续" : "";
        return over == 0
                ? "等待 " + all.size() + " 个子办件" + enough
                : "等待 " + all.size() + " 个子办件，已办结 " + over + " 个" + enough;
    }

    private static String consequence(Trigger trigger) {
        var node = trigger.step().node();
        var timeout = node.timeouts().stream()
                .filter(t -> t.id().equals(trigger.target().node()))
                .findFirst();
        if (timeout.isEmpty()) {
            return "按流程处理";
        }
        return switch (timeout.get().action()) {
            case REMIND -> "提醒办理人";
            case ESCALATE -> "向上级报告";
            case PASS -> {
                var word = timeout.get().decision();
                yield word.equals(Timeout.SILENT_CONSENT)
                        ? "视为同意"
                        : "视为“" + node.settings().decisions().getOrDefault(word, word) + "”";
            }
            case RETURN -> "自动退回";
            case HAND_OVER -> "改由他人办理";
            case LEAVE -> "按超时出路流转";
        };
    }

    List<SubMatterView> subMatters(Matter matter) {
        if (!matter.process().shape().hasTriggers()) {
            return List.of();
        }
        return offshoots.ofMatter(matter.id()).stream()
                .map(child -> new SubMatterView(
                        child.id(),
                        processes.name(child.kind()),
                        child.title(),
                        child.part(),
                        child.state(),
                        child.outcome() == null || child.outcome().isEmpty()
                                ? null
                                : processes.decisionTerm(child.kind(), child.outcomeNode(), child.outcome()),
                        child.presentHandlers()))
                .toList();
    }

    @Nullable
    ParentView parent(Matter matter, java.util.function.LongPredicate readable) {
        var parent = matter.parent();
        return parent == null
                ? null
                : jdbc.sql("""
                                select m.title, s.node_name from workflow.matter m join workflow.step s on s.id = :step
                                where m.id = :matter""")
                        .param("step", parent.step())
                        .param("matter", parent.matter())
                        .query((row, n) -> new ParentView(
                                parent.matter(),
                                row.getString("title"),
                                row.getString("node_name"),
                                parent.part(),
                                readable.test(parent.matter())))
                        .single();
    }
}
