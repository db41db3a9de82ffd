package jinye.platform.workflow;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jinye.platform.workflow.process.Mode;
import jinye.platform.workflow.process.Node;
import jinye.platform.workflow.process.StepPolicy;
import org.springframework.stereotype.Component;

/** Who handles a step when the post is not filled, or when whoever fills it is away; the process says which. */
@Component
class Substitution {

    /** @param remark the sentence for the sender before sending and for the trail afterwards */
    record Instead(boolean skip, List<Handler> handlers, String remark) {}

    private final Staffing staffing;
    private final Clock clock;

    Substitution(Staffing staffing, Clock clock) {
        this.staffing = staffing;
        this.clock = clock;
    }

    /** @throws Refused with the missing post when the process has no other way */
    Instead nobody(Node node, MatterState matter, long previous) {
        var settings = node.settings();
        var missing = staffing.missing(settings.who(), matter);
        var instead = settings.policy().instead();
        var found = switch (settings.policy().nobody()) {
            case REFUSE, SKIP -> List.<Handler>of();
            case ADMIN -> staffing.administrators(matter.initiatorUnit());
            case INSTEAD -> instead == null ? List.<Handler>of() : staffing.handlers(instead, matter, previous);
        };
        if (settings.policy().nobody() == StepPolicy.Nobody.SKIP) {
            return new Instead(true, List.of(), missing + "，按流程规定跳过“" + node.name() + "”");
        }
        if (found.isEmpty()) {
            throw Refused.nobody(node.name(), missing);
        }
        return new Instead(false, found, missing + "，按流程规定由" + names(found) + "办理");
    }

    /** The list without those who are away, where the process says so. Never empty when it was not. */
    List<Handler> present(Node node, List<Handler> handlers, Instant now, List<String> remarks) {
        var rule = node.settings().policy().absent();
        if (rule == StepPolicy.Absent.WAIT || handlers.isEmpty()) {
            return handlers;
        }
        var away = staffing.away(
                handlers.stream().map(Handler::person).toList(), LocalDate.ofInstant(now, clock.getZone()));
        if (away.isEmpty()) {
            return handlers;
        }
        var present = new ArrayList<Handler>();
        for (var handler : handlers) {
            var absence = away.get(handler.person());
            var substitute = absence == null || rule == StepPolicy.Absent.NEXT ? null : absence.substitute();
            if (absence == null) {
                add(present, handler);
            } else if (substitute != null) {
                add(present, substitute);
                remarks.add(handler.name() + "离岗（" + absence.reason() + "），按流程规定由" + substitute.name() + "办理");
            } else if (rule == StepPolicy.Absent.SUBSTITUTE) {
                add(present, handler);
            }
        }
        if (present.isEmpty()) {
            return handlers;
        }
        boolean first = node.settings().mode() == Mode.ONE;
        if (rule == StepPolicy.Absent.NEXT
                && (!first || away.containsKey(handlers.getFirst().person()))) {
            var gone = handlers.stream()
                    .filter(handler -> away.containsKey(handler.person()))
                    .toList();
            remarks.add(names(gone) + "离岗，按流程规定由" + names(first ? present.subList(0, 1) : present) + "办理");
        }
        return List.copyOf(present);
    }

    private static void add(List<Handler> people, Handler one) {
        if (people.stream().noneMatch(known -> known.person() == one.person())) {
            people.add(one);
        }
    }

    private static String names(List<Handler> people) {
        return people.stream().map(Handler::name).collect(Collectors.joining("、"));
    }
}
