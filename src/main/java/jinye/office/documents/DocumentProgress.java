package jinye.office.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jinye.kernel.Grant;
import jinye.platform.directory.Directory;
import jinye.platform.workflow.MatterEnded;
import jinye.platform.workflow.PeopleCirculated;
import jinye.platform.workflow.StepArrived;
import jinye.platform.workflow.StepDecided;
import jinye.safeguard.access.Actors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Follows the matter: state, grants, versions. Runs inside the verb's transaction, so both move or neither. */
@Component
class DocumentProgress {

    private final DocumentStore store;
    private final DocumentRecords records;
    private final DocumentGrants grants;
    private final DocumentIssuing issuing;
    private final EditLocks locks;
    private final Directory directory;
    private final Actors actors;
    private final DocumentAnnouncements announcements;
    private final ApplicationEventPublisher events;

    DocumentProgress(
            DocumentStore store,
            DocumentRecords records,
            DocumentGrants grants,
            DocumentIssuing issuing,
            EditLocks locks,
            Directory directory,
            Actors actors,
            DocumentAnnouncements announcements,
            ApplicationEventPublisher events) {
        this.store = store;
        this.records = records;
        this.grants = grants;
        this.issuing = issuing;
        this.locks = locks;
        this.directory = directory;
        this.actors = actors;
        this.announcements = announcements;
        this.events = events;
    }

    private static Optional<Flow> flow(String matterKind) {
        for (var flow : Flow.values()) {
            if (flow.matter().equals(matterKind)) {
                return Optional.of(flow);
            }
        }
        return Optional.empty();
    }

    @EventListener
    void arrived(StepArrived step) {
        flow(step.kind()).ifPresent(flow -> {
            grants.grantPeople(step.record(), flow, step.handlers(), "承办人：" + step.nodeName());
            var document = store.lock(step.record());
            var next = DocumentState.at(flow, step.node());
            if (next != null && (next != document.state || document.endedAt != null)) {
                document.arrive(next);
                if (next == DocumentState.D25) {
                    document.objections = List.of();
                }
            }
            records.save(document);
        });
    }

    @EventListener
    void decided(StepDecided step) {
        if (flow(step.kind()).isEmpty()) {
            return;
        }
        var document = store.lock(step.record());
        var person = directory.person(step.person());
        boolean back = step.decision().equals(StepDecided.RETURN);
        locks.releaseFor(step.person(), document.id);
        if (!back && step.node().equals("countersign")) {
            object(document, person.departmentName(), step.decision().equals("object"));
        }
        if (!back && step.node().equals("sign") && document.flow == Flow.OUTGOING && document.signature == null) {
            // signed by the ordinary button of the task page instead of the signing dialogue: the same act
            var opinion = step.opinion() == null || step.opinion().isBlank() ? "同意。" : step.opinion();
            issuing.signAs(document, step.person(), person.name(), opinion);
        }
        if (!back && step.node().equals("review") && step.decision().equals("reject")) {
            var incoming = document.requireIncoming();
            document.incoming = IncomingHandling.rejected(
                    incoming, step.opinion() == null || step.opinion().isBlank() ? "不属于本机关职权范围" : step.opinion());
        }
        records.keepVersion(document, step.node(), step.nodeName(), back ? "退回" : "送出", step.person(), person.name());
        document.changedAt = step.at();
        document.changedBy = person.name();
        records.save(document);
    }

    private static void object(Document document, String department, boolean objects) {
        var objections = new ArrayList<>(document.objections);
        objections.remove(department);
        if (objects) {
            objections.add(department);
        }
        document.objections = List.copyOf(objections);
    }

    @EventListener
    void circulated(PeopleCirculated circulation) {
        flow(circulation.kind()).ifPresent(flow -> {
            grants.grantPeople(circulation.record(), flow, circulation.readers(), "传阅");
            announcements.changed(circulation.record());
        });
    }

    @EventListener
    void ended(MatterEnded matter) {
        if (flow(matter.kind()).isEmpty()) {
            return;
        }
        var document = store.lock(matter.record());
        if (matter.terminated()) {
            if (document.voiding == null && document.flow != Flow.INCOMING) {
                document.makeVoid(new Voiding("TERMINATED", "办理终止", matter.at()));
                actors.actor(matter.by(), null).ifPresent(actor -> issuing.giveNumberBack(actor, document, "办理终止"));
            }
            records.save(document);
            return;
        }
        document.end(matter.at());
        grants.grant(document.id, document.flow, Grant.role("R_ARCH", document.origin.unit()), "本单位档案员");
        records.save(document);
        var incoming = document.incoming;
        if (incoming != null) {
            events.publishEvent(new IncomingClosed(
                    document.id,
                    incoming.envelope(),
                    incoming.rejected() == null ? String.valueOf(document.result) : "退回：" + incoming.rejected(),
                    matter.by(),
                    matter.at()));
        }
        events.publishEvent(new HandlingEnded(document.id, matter.by()));
    }
}
