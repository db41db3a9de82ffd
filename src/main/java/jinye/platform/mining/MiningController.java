package jinye.platform.mining;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jinye.kernel.Actor;
import jinye.kernel.Page;
import jinye.platform.workflow.ProcessDefinitions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 流程监控与优化: figures of a process, its cases, what-if, alarms, and logs in and out. */
@RestController
@RequestMapping("/api/mining")
class MiningController {

    record ProcessDiagram(String bpmn) {}

    record WhatIfQuestion(
            @NotNull @Size(max = 100) String kind,
            @Nullable Integer version,
            @Nullable Long unit,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Size(max = 50) @Nullable Map<String, @Min(-50) @Max(50) Integer> reviewers,
            @Size(max = 50) @Nullable Set<String> dropped,
            @DecimalMin("0") @DecimalMax("1") @Nullable Double returnShare,
            @DecimalMin("0.1") @DecimalMax("5") @Nullable Double arrivals) {}

    record NewAlarm(
            @NotNull @Size(max = 100) String kind,
            Alarms.@NotNull Measure measure,
            @DecimalMin("0.1") @DecimalMax("100000") double threshold,
            @Min(1) @Max(366) int days) {}

    record AlarmAdded(long id) {}

    private final MiningReach reach;
    private final FigureReader figures;
    private final CaseList cases;
    private final CaseTitles titles;
    private final Simulating simulating;
    private final Alarms alarms;
    private final LogIntake intake;
    private final LogExport export;
    private final ProcessDefinitions definitions;

    MiningController(
            MiningReach reach,
            FigureReader figures,
            CaseList cases,
            CaseTitles titles,
            Simulating simulating,
            Alarms alarms,
            LogIntake intake,
            LogExport export,
            ProcessDefinitions definitions) {
        this.reach = reach;
        this.figures = figures;
        this.cases = cases;
        this.titles = titles;
        this.simulating = simulating;
        this.alarms = alarms;
        this.intake = intake;
        this.export = export;
        this.definitions = definitions;
    }

    @GetMapping("/processes")
    List<MiningReach.MinedProcess> listMinedProcesses(Actor actor) {
        return reach.processes(actor);
    }

    /** The process with the versions and units one may choose. */
    @GetMapping("/processes/{kind}")
    MiningReach.ProcessChoices showMinedProcess(Actor actor, @PathVariable @Size(max = 100) String kind) {
        return reach.choices(actor, kind);
    }

    @GetMapping("/figures")
    ProcessFigures showFigures(
            Actor actor,
            @RequestParam @Size(max = 100) String kind,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable Long unit,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        var read = figures.read(reach.question(actor, kind, version, unit, from, to));
        return read.showing(titles.of(actor, read.oldestOpen()));
    }

    /** An imported log has no drawing of its own: the pages show its nodes as a list. */
    @GetMapping("/diagrams/{kind}/{version}")
    ProcessDiagram drawMinedProcess(
            Actor actor, @PathVariable @Size(max = 100) String kind, @PathVariable int version) {
        actor.require(MiningReach.READ);
        return new ProcessDiagram(definitions.drawn(definitions.bpmn(kind, version)));
    }

    /** The rows behind a number. */
    @GetMapping("/cases")
    Page<CaseList.CaseRow> listCases(
            Actor actor,
            @RequestParam @Size(max = 100) String kind,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable Long unit,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "ENDED") CaseList.Which which,
            @RequestParam(required = false) @Size(max = 100) @Nullable String node,
            @RequestParam(required = false) @Nullable UUID path,
            @RequestParam(required = false) @Size(max = 100) @Nullable String fromDepartment,
            @RequestParam(required = false) @Size(max = 100) @Nullable String toDepartment,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        var drill =
                new CaseList.Drill(which, node, path == null ? null : path.toString(), fromDepartment, toDepartment);
        return titles.of(actor, cases.page(reach.question(actor, kind, version, unit, from, to), drill, after, size));
    }

    @PostMapping("/simulations")
    Simulation.Answer simulateChange(Actor actor, @Valid @RequestBody WhatIfQuestion asked) {
        var question = reach.question(actor, asked.kind(), asked.version(), asked.unit(), asked.from(), asked.to());
        return simulating.ask(
                question,
                new WhatIf(
                        asked.reviewers() == null ? Map.of() : asked.reviewers(),
                        asked.dropped() == null ? Set.of() : asked.dropped(),
                        asked.returnShare() == null ? 1 : asked.returnShare(),
                        asked.arrivals() == null ? 1 : asked.arrivals()));
    }

    @GetMapping("/alarms")
    List<Alarms.AlarmRow> listAlarms(Actor actor, @RequestParam @Size(max = 100) String kind) {
        actor.require(MiningReach.READ);
        return alarms.of(actor, kind);
    }

    @PostMapping("/alarms")
    AlarmAdded addAlarm(Actor actor, @Valid @RequestBody NewAlarm alarm) {
        actor.require(MiningReach.READ);
        return new AlarmAdded(alarms.add(actor, alarm.kind(), alarm.measure(), alarm.threshold(), alarm.days()));
    }

    @DeleteMapping("/alarms/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeAlarm(Actor actor, @PathVariable long id) {
        actor.require(MiningReach.READ);
        alarms.remove(actor, id);
    }

    @GetMapping("/logs")
    List<LogIntake.ForeignLog> listForeignLogs(Actor actor) {
        actor.require(MiningReach.READ);
        return intake.all(actor);
    }

    /** The body is the file itself. */
    @PostMapping("/logs")
    LogIntake.Imported importLog(
            Actor actor,
            @RequestParam @Size(min = 1, max = 100) String name,
            @RequestParam LogFormat format,
            HttpServletRequest request)
            throws IOException {
        actor.require(MiningReach.READ);
        return intake.read(actor, name.strip(), format, request.getInputStream());
    }

    @DeleteMapping("/logs/{kind}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeLog(Actor actor, @PathVariable @Size(max = 100) String kind) {
        actor.require(MiningReach.READ);
        intake.remove(actor, kind);
    }

    @GetMapping("/exports")
    void exportLog(
            Actor actor,
            @RequestParam @Size(max = 100) String kind,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam LogFormat format,
            HttpServletResponse response)
            throws IOException {
        var question = reach.question(actor, kind, version, null, from, to);
        response.setContentType(format.type());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(reach.name(kind) + " 办理日志" + format.suffix(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        export.write(question, format, response.getOutputStream());
    }
}
