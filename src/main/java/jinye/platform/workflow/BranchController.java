package jinye.platform.workflow;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jinye.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 增减分支: the branches of a running matter, for whoever steers it. */
@RestController
@RequestMapping("/api/workflow/matters/{id}")
class BranchController {

    private static final int WORDS = 2000;

    record BranchesView(List<Lanes.LaneRow> lanes, List<CalledParts.CallRow> calls) {}

    /** @param choices people for what opens next when it is a node that leaves it to the sender */
    record LaneChange(
            @NotNull @Size(max = WORDS) String reason,
            @Size(max = 20) @Nullable Map<String, @Size(max = 200) List<Long>> choices) {

        Choices people() {
            return choices == null ? Choices.NONE : new Choices(choices);
        }
    }

    /** Exactly one of the first three, as the step asks departments, units or rows. */
    record NewPart(
            @Nullable Long department,
            @Nullable Long unit,
            @Size(max = 100) @Nullable String row,
            @NotNull @Size(max = WORDS) String reason) {

        Object entry() {
            return Stream.of(department, unit, row == null || row.isBlank() ? null : row.strip())
                    .filter(java.util.Objects::nonNull)
                    .<Object>map(given -> given)
                    .findFirst()
                    .orElseThrow(RefusedBranches::nothingNamed);
        }
    }

    record PartAdded(String name) {}

    record PartRemoval(@NotNull @Size(max = WORDS) String reason) {}

    private final MatterStore store;
    private final Lanes lanes;
    private final CalledParts parts;
    private final Administration administration;

    BranchController(MatterStore store, Lanes lanes, CalledParts parts, Administration administration) {
        this.store = store;
        this.lanes = lanes;
        this.parts = parts;
        this.administration = administration;
    }

    @GetMapping("/branches")
    BranchesView showBranches(Actor actor, @PathVariable long id) {
        administration.require(actor, id);
        var matter = store.byId(id, false).orElseThrow(Refused::noSuchMatter);
        return new BranchesView(lanes.of(matter), parts.of(matter));
    }

    @PutMapping("/lanes/{lane}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void addLane(Actor actor, @PathVariable long id, @PathVariable String lane, @Valid @RequestBody LaneChange change) {
        administration.require(actor, id);
        lanes.add(actor, id, lane, change.reason().strip(), change.people());
    }

    @DeleteMapping("/lanes/{lane}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeLane(
            Actor actor, @PathVariable long id, @PathVariable String lane, @Valid @RequestBody LaneChange change) {
        administration.require(actor, id);
        lanes.remove(actor, id, lane, change.reason().strip(), change.people());
    }

    @PostMapping("/nodes/{node}/parts")
    PartAdded addPart(Actor actor, @PathVariable long id, @PathVariable String node, @Valid @RequestBody NewPart part) {
        administration.require(actor, id);
        return new PartAdded(
                parts.add(actor, id, node, part.entry(), part.reason().strip()));
    }

    @DeleteMapping("/parts/{part}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removePart(
            Actor actor, @PathVariable long id, @PathVariable long part, @Valid @RequestBody PartRemoval removal) {
        administration.require(actor, id);
        parts.remove(actor, id, part, removal.reason().strip());
    }
}
