package jinye.office.approvals;

import java.time.Clock;
import java.util.List;
import jinye.kernel.Grant;
import jinye.kernel.Refusal;
import jinye.office.approvals.kinds.ApprovalKinds;
import jinye.platform.clocks.Clocks;
import jinye.platform.directory.Directory;
import jinye.platform.numbering.Numbering;
import jinye.platform.workflow.MatterEnded;
import jinye.platform.workflow.Matters;
import jinye.platform.workflow.PeopleCirculated;
import jinye.platform.workflow.StepArrived;
import jinye.platform.workflow.StepDecided;
import jinye.safeguard.access.Actors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hears what happens to the matters of requests and of what departments are asked, in the verb's transaction. */
@Component
class ApprovalProgress {

    private static final String KINDS = "approvals.";
    private static final String PART = "-part";
    /** No person has this id: a moment came, nobody acted. */
    private static final long NOBODY = 0;

    private final RequestStore store;
    private final PartStore parts;
    private final Parts asking;
    private final RequestGrants grants;
    private final ApprovalKinds kinds;
    private final Directory directory;
    private final Numbering numbering;
    private final Clocks clocks;
    private final Actors actors;
    private final Matters matters;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ApprovalProgress(
            RequestStore store,
            PartStore parts,
            Parts asking,
            RequestGrants grants,
            ApprovalKinds kinds,
            Directory directory,
            Numbering numbering,
            Clocks clocks,
            Actors actors,
            Matters matters,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.parts = parts;
        this.asking = asking;
        this.grants = grants;
        this.kinds = kinds;
        this.directory = directory;
        this.numbering = numbering;
        this.clocks = clocks;
        this.actors = actors;
        this.matters = matters;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    void arrived(StepArrived step) {
        if (!step.kind().startsWith(KINDS)) {
            return;
        }
        var request = request(step.kind(), step.record());
        may(request, step.handlers(), "承办人：" + step.nodeName());
        if (step.kind().endsWith(PART)) {
            var part = parts.lock(step.record());
            asking.begun(part);
            if (part.state != Part.State.ASKED) {
                throw new Answered(part.departmentName);
            }
        } else {
            request.reopen();
            request.arrive(step.step(), clock.instant());
            store.progress(request);
        }
    }

    @EventListener
    void circulated(PeopleCirculated circulation) {
        if (circulation.kind().startsWith(KINDS)) {
            may(request(circulation.kind(), circulation.record()), circulation.readers(), "传阅");
        }
    }

    private void may(Request request, List<Long> people, String reason) {
        grants.grantPeople(request, people, reason);
        events.publishEvent(new RequestChanged(request.id));
    }

    private Request request(String kind, long record) {
        return store.lock(kind.endsWith(PART) ? parts.find(record).orElseThrow().request : record);
    }

    @EventListener
    void decided(StepDecided step) {
        if (!step.kind().startsWith(KINDS)) {
            return;
        }
        if (step.kind().endsWith(PART)) {
            if (step.person() == NOBODY) {
                var part = parts.lock(step.record());
                asking.fallSilent(part);
                parts.update(part);
            }
            return;
        }
        var request = store.lock(step.record());
        if (kinds.version(request.kind, request.kindVersion)
                .settings()
                .refusals()
                .contains(step.decision())) {
            request.refuse(step.at());
        }
        store.progress(request);
        events.publishEvent(new RequestChanged(request.id));
    }

    @EventListener
    void ended(MatterEnded matter) {
        if (!matter.kind().startsWith(KINDS)) {
            return;
        }
        if (matter.kind().endsWith(PART)) {
            var part = parts.lock(matter.record());
            if (matter.terminated()) {
                asking.ended(part, asks(part));
            } else {
                asking.answered(part, name(matter.by()));
            }
            return;
        }
        var request = store.lock(matter.record());
        clocks.of(Requests.record(request.id)).stream()
                .filter(kept -> kept.stoppedAt() == null)
                .forEach(kept -> clocks.stop(kept.id()));
        if (matter.terminated()) {
            request.makeVoid(clock.instant());
        } else {
            request.end(clock.instant());
            numbering.use(Requests.record(request.id));
            grants.grant(request, Grant.role("R_ARCH", request.origin.unit()), "本单位档案员");
        }
        store.progress(request);
        events.publishEvent(new RequestChanged(request.id));
        if (!matter.terminated() && matter.by() != NOBODY) {
            actors.actor(matter.by(), null)
                    .ifPresent(actor -> events.publishEvent(new RequestEnded(request.id, actor.person())));
        }
    }

    private boolean asks(Part part) {
        var request = store.get(part.request);
        var settings =
                kinds.version(request.kind, request.kindVersion).settings().part();
        return settings != null
                && matters.openNodes(request.matter(), request.id).contains(settings.call());
    }

    private String name(long person) {
        return person == NOBODY ? "系统" : directory.person(person).name();
    }

    /** The lead asks again; the sheet that was answered stays as it is. */
    static final class Answered extends Refusal {
        Answered(String department) {
            super(Kind.CONFLICT, "approvals.part-answered", department);
        }
    }
}
