package jinye.platform.workflow;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.kernel.Urgency;
import jinye.platform.workflow.process.ImportLine;
import jinye.platform.workflow.process.ProcessFile;
import jinye.safeguard.access.Actors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 流程管理: what is published, what would be wrong, trying a process, and moving running matters to another version. */
@RestController
@RequestMapping("/api/workflow/processes")
class ProcessController {

    private static final int BPMN = 6_000_000;

    /** @param facts names that conditions may ask for, null when they are not known */
    record ProcessText(
            @NotNull @Size(max = BPMN) String bpmn,
            @Size(max = 1000) @Nullable Set<@Size(max = 100) String> facts) {}

    record ForeignProcess(@NotNull @Size(max = BPMN) String bpmn) {}

    record ProcessImport(String bpmn, List<ImportLine> report) {}

    record ProcessDrawing(String bpmn) {}

    /**
     * @param kind      whose desk is asked for handlers, null for a process without one
     * @param initiator the simulated one, null for oneself
     * @param decisions node → word to send there
     */
    record TrialQuestion(
            @NotNull @Size(max = BPMN) String bpmn,
            @Size(max = 100) @Nullable String kind,
            @Nullable Long initiator,
            @Nullable Urgency urgency,
            @Size(max = 1000) @Nullable Map<String, Object> facts,
            @Size(max = 1000) @Nullable Map<String, String> decisions) {}

    /** @param nodes node of the old version → node of the new one, where the ids differ */
    record MigrationQuestion(
            int from, int to, @Size(max = 200) @Nullable Map<String, String> nodes) {}

    record MigrationOrder(
            int from,
            int to,
            @Size(max = 200) @Nullable Map<String, String> nodes,
            @NotNull @Size(min = 1, max = 500) String reason) {}

    record ProcessSource(ProcessVersion version, String bpmn, boolean ofApplication) {}

    private final ProcessDefinitions definitions;
    private final Processes processes;
    private final ProcessTrial trial;
    private final MigrationPlan plan;
    private final ProcessMigration migration;
    private final Actors actors;

    ProcessController(
            ProcessDefinitions definitions,
            Processes processes,
            ProcessTrial trial,
            MigrationPlan plan,
            ProcessMigration migration,
            Actors actors) {
        this.definitions = definitions;
        this.processes = processes;
        this.trial = trial;
        this.plan = plan;
        this.migration = migration;
        this.actors = actors;
    }

    @GetMapping
    List<ProcessVersion> listProcesses(Actor actor) {
        actor.require(ProcessDefinitions.DESIGN);
        return definitions.all();
    }

    @GetMapping("/{kind}/versions")
    List<ProcessVersion> listProcessVersions(Actor actor, @PathVariable @Size(max = 100) String kind) {
        actor.require(ProcessDefinitions.DESIGN);
        return definitions.versions(kind);
    }

    @GetMapping("/{kind}/versions/{version}")
    ProcessSource showProcessVersion(
            Actor actor, @PathVariable @Size(max = 100) String kind, @PathVariable int version) {
        actor.require(ProcessDefinitions.DESIGN);
        var found = definitions.versions(kind).stream()
                .filter(one -> one.version() == version)
                .findFirst()
                .orElseThrow(Processes.NoSuchProcess::new);
        return new ProcessSource(
                found, definitions.drawn(definitions.bpmn(kind, version)), processes.isOfApplication(kind));
    }

    /** What another tool made, cleaned of what cannot run here; nothing is stored. */
    @PostMapping("/imports")
    ProcessImport importProcess(Actor actor, @Valid @RequestBody ForeignProcess foreign) {
        actor.require(ProcessDefinitions.DESIGN);
        var imported = ProcessFile.imported(foreign.bpmn());
        return new ProcessImport(imported.bpmn(), imported.report());
    }

    @PostMapping("/checks")
    List<ProcessFinding> checkProcess(Actor actor, @Valid @RequestBody ProcessText text) {
        actor.require(ProcessDefinitions.DESIGN);
        return definitions.check(text.bpmn(), text.facts());
    }

    @PostMapping("/drawings")
    ProcessDrawing drawProcess(Actor actor, @Valid @RequestBody ProcessText text) {
        actor.require(ProcessDefinitions.DESIGN);
        return new ProcessDrawing(definitions.drawn(text.bpmn()));
    }

    @PostMapping("/trials")
    ProcessTrial.Trial tryProcess(Actor actor, @Valid @RequestBody TrialQuestion question) {
        actor.require(ProcessDefinitions.DESIGN);
        ProcessDefinitions.refuseTooLarge(question.bpmn());
        var facts = question.facts() == null ? Map.<String, Object>of() : question.facts();
        var urgency = question.urgency() == null ? Urgency.PLAIN : question.urgency();
        var decisions = question.decisions() == null ? Map.<String, String>of() : question.decisions();
        var initiator = question.initiator() == null
                ? actor
                : actors.actor(question.initiator(), null).orElseThrow(() -> Refused.noSuchPerson("/initiator"));
        return trial.walk(question.bpmn(), question.kind(), initiator, urgency, facts, decisions);
    }

    @PostMapping("/{kind}/migrations/previews")
    List<MigrationPlan.Candidate> previewMigration(
            Actor actor, @PathVariable @Size(max = 100) String kind, @Valid @RequestBody MigrationQuestion question) {
        actor.require(ProcessDefinitions.DESIGN);
        return plan.preview(kind, question.from(), question.to(), nodes(question.nodes()));
    }

    @PostMapping("/{kind}/migrations")
    ProcessMigration.Migrated migrateMatters(
            Actor actor, @PathVariable @Size(max = 100) String kind, @Valid @RequestBody MigrationOrder order) {
        return migration.apply(
                actor,
                kind,
                order.from(),
                order.to(),
                nodes(order.nodes()),
                order.reason().strip());
    }

    @GetMapping("/{kind}/migrations")
    List<ProcessMigration.MigrationRow> listMigrations(Actor actor, @PathVariable @Size(max = 100) String kind) {
        actor.require(ProcessDefinitions.DESIGN);
        return migration.of(kind);
    }

    @PostMapping("/migrations/{id}/undoing")
    ProcessMigration.Undone undoMigration(Actor actor, @PathVariable long id) {
        return migration.undo(actor, id);
    }

    private static Map<String, String> nodes(@Nullable Map<String, String> given) {
        return given == null ? Map.of() : given;
    }
}
