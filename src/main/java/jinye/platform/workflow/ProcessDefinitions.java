package jinye.platform.workflow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import jinye.kernel.Actor;
import jinye.kernel.RecordId;
import jinye.kernel.Refusal;
import jinye.kernel.Urgency;
import jinye.platform.web.Sentences;
import jinye.platform.workflow.process.Arc;
import jinye.platform.workflow.process.Checks;
import jinye.platform.workflow.process.Drawing;
import jinye.platform.workflow.process.Finding;
import jinye.platform.workflow.process.Node;
import jinye.platform.workflow.process.ProcessFile;
import jinye.platform.workflow.process.Who;
import jinye.safeguard.access.Roles;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The front door of process definitions (流程定义): checking, publishing and reading versions. A process whose file comes with the
 * application belongs to the code beside it and is only read here; all others are published by people.
 */
@Service
@Transactional
public class ProcessDefinitions {

    static final String DESIGN = "workflow.design";
    static final int MEGABYTES_MAX = 5;
    private static final Pattern KIND = Pattern.compile("[a-z]+\\.[a-z][a-z0-9-]{0,60}");

    private final Processes processes;
    private final ProcessVersions versions;
    private final Roles roles;
    private final Neighbours neighbours;
    private final Sentences sentences;
    private final ProcessLinks links;
    private final java.time.Clock clock;

    ProcessDefinitions(
            Processes processes,
            ProcessVersions versions,
            Roles roles,
            Neighbours neighbours,
            Sentences sentences,
            ProcessLinks links,
            java.time.Clock clock) {
        this.links = links;
        this.processes = processes;
        this.versions = versions;
        this.roles = roles;
        this.neighbours = neighbours;
        this.sentences = sentences;
        this.clock = clock;
    }

    /** Everything that is wrong or doubtful, in the order of the file. @param facts names known to conditions, null when not known */
    public List<ProcessFinding> check(String bpmn, @Nullable Set<String> facts) {
        refuseTooLarge(bpmn);
        var findings = new ArrayList<>(Checks.of(bpmn, facts));
        if (findings.stream().noneMatch(finding -> finding.level() == Finding.Level.ERROR)) {
            ProcessFile.read(bpmn).steps().forEach(step -> checkNames(step, findings));
        }
        return findings.stream()
                .map(finding -> new ProcessFinding(
                        finding.level(),
                        finding.element(),
                        finding.code(),
                        sentences.of(finding.code(), finding.facts())))
                .toList();
    }

    private void checkNames(Node step, List<Finding> findings) {
        var settings = step.settings();
        for (var who : new @Nullable Who[] {settings.who(), settings.chooseFrom()}) {
            if (who != null
                    && who.kind() == Who.Kind.ROLE
                    && roles.role(who.argument()).isEmpty()) {
                findings.add(error(step, "no-such-role", who.argument()));
            }
        }
        var rule = settings.clock();
        if (rule != null) {
            try {
                neighbours.due(rule, Urgency.PLAIN, clock.instant());
            } catch (Refusal unknown) {
                findings.add(error(step, "no-such-rule", rule));
            }
        }
    }

    private static Finding error(Node step, String reason, String fact) {
        return new Finding(Finding.Level.ERROR, step.id(), "workflow.process-" + reason, List.of(step.name(), fact));
    }

    /**
     * Publishes the next version; matters under way keep theirs. The caller has made sure that the actor may.
     *
     * @param kind {@code module.name}; the module has a desk that answers for it
     * @return the number of the new version
     */
    public int publish(Actor actor, String kind, String bpmn, @Nullable Set<String> facts, String note) {
        if (!KIND.matcher(kind).matches()) {
            throw new Unfit("process-name", kind);
        }
        if (processes.isOfApplication(kind)) {
            throw new Unfit("process-of-application", processes.name(kind));
        }
        var errors = check(bpmn, facts).stream().filter(ProcessFinding::isError).toList();
        if (!errors.isEmpty()) {
            throw new Unfit("process-broken", errors.size(), errors.getFirst().sentence());
        }
        // two that call each other must not both be published without seeing the other
        processes.publishInTurn();
        links.check(kind, ProcessFile.read(bpmn));
        int version = processes.publish(kind, bpmn, new Processes.Publication(actor.person(), actor.name(), note));
        neighbours.journal(
                actor,
                null,
                "workflow.publish",
                new RecordId("workflow", 0),
                Map.of("kind", kind, "version", version, "note", note));
        return version;
    }

    /** @return the number of the version in force */
    public Optional<Integer> latest(String kind) {
        return processes.latestVersion(kind);
    }

    public String bpmn(String kind, int version) {
        return processes.bpmn(kind, version);
    }

    /** The latest version of every kind, by name. */
    public List<ProcessVersion> all() {
        return versions.latest();
    }

    /** All versions of a kind, newest first. */
    public List<ProcessVersion> versions(String kind) {
        return versions.of(kind);
    }

    /** What the steps of a process let their handlers see and change. @param bpmn free of errors */
    public List<StepLimits> limits(String bpmn) {
        var shape = ProcessFile.read(bpmn);
        var first = shape.out(shape.start().id()).stream().map(Arc::to).toList();
        return shape.steps().stream()
                .map(step -> new StepLimits(
                        step.id(),
                        first.contains(step.id()),
                        StepRights.of(step.settings().policy())))
                .toList();
    }

    /** The text with a layout, for a file that was written without one. */
    public String drawn(String bpmn) {
        refuseTooLarge(bpmn);
        return Drawing.of(bpmn);
    }

    static void refuseTooLarge(String bpmn) {
        if (bpmn.getBytes(StandardCharsets.UTF_8).length > MEGABYTES_MAX * 1024 * 1024) {
            throw new Unfit("process-too-large", MEGABYTES_MAX);
        }
    }

    /** A process that cannot be published as it is. */
    static final class Unfit extends Refusal {
        Unfit(String reason, Object... facts) {
            super(Kind.INVALID, "workflow." + reason, facts);
        }
    }
}
