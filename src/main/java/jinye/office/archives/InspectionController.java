package jinye.office.archives;

import java.util.List;
import jinye.kernel.Actor;
import jinye.office.archives.inspection.FourChecks;
import jinye.office.archives.inspection.InspectionReport;
import jinye.office.archives.inspection.InspectionSubjects;
import jinye.office.archives.inspection.Inspections;
import jinye.office.archives.inspection.Stage;
import jinye.office.archives.items.DocumentSources;
import jinye.office.archives.items.ItemComponents;
import jinye.office.archives.items.ItemList;
import jinye.office.documents.Documents;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 四性检测 for people: the list of checks, the reports, a check on request, and the pre-flight of a draft. */
@RestController
@RequestMapping("/api/archives")
class InspectionController {

    private final FourChecks checks;
    private final Inspections inspections;
    private final InspectionSubjects subjects;
    private final ItemList items;
    private final ItemComponents components;
    private final DocumentSources sources;
    private final Documents documents;

    InspectionController(
            FourChecks checks,
            Inspections inspections,
            InspectionSubjects subjects,
            ItemList items,
            ItemComponents components,
            DocumentSources sources,
            Documents documents) {
        this.checks = checks;
        this.inspections = inspections;
        this.subjects = subjects;
        this.items = items;
        this.components = components;
        this.sources = sources;
        this.documents = documents;
    }

    record Preflight(boolean passed, List<InspectionReport.CheckLine> lines) {}

    @GetMapping("/checks")
    List<FourChecks.Explained> listChecks() {
        return checks.explained();
    }

    @GetMapping("/inspections")
    List<Inspections.ReportRow> listInspections(
            Actor actor,
            @RequestParam(required = false) @Nullable Long batch,
            @RequestParam(required = false) @Nullable Long item) {
        actor.require("archives.file");
        return inspections.list(actor.unit(), batch, item, 100);
    }

    @GetMapping("/inspections/{id}")
    InspectionReport viewInspection(Actor actor, @PathVariable long id) {
        actor.require("archives.file");
        return inspections.report(actor.unit(), id);
    }

    @PostMapping("/items/{id}/inspections")
    @ResponseStatus(HttpStatus.CREATED)
    InspectionReport inspectItem(Actor actor, @PathVariable long id) {
        actor.require("archives.file");
        items.requireOwn(actor, id);
        var number = items.number(id).text();
        return inspections.run(
                Inspections.About.item(actor.unit(), Stage.KEEPING, number, id, actor.name()),
                List.of(subjects.item(id)));
    }

    /** What would fail later, said while it is still easy to mend. */
    @GetMapping("/preflights/{document}")
    Preflight preflightDocument(Actor actor, @PathVariable long document) {
        var source = sources.of(documents.snapshot(actor, document));
        var lines = inspections.look(List.of(subjects.draft(source, components.soFar(source))), Stage.DRAFTING);
        var failed =
                lines.stream().filter(line -> !line.outcome().equals("PASSED")).toList();
        return new Preflight(failed.isEmpty(), failed);
    }
}
