package jinye.platform.rules;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.platform.web.Whole;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tables as their editor needs them: nothing is kept, everything is answered from what was sent. */
@RestController
@RequestMapping("/api/rules")
class RuleController {

    record DmnText(@NotNull @Size(max = 1_000_000) String dmn) {}

    record WrittenTable(@NotNull @Whole DecisionTable table) {}

    /** @param facts names that inputs may ask for, null when not known */
    record CheckTable(
            @NotNull @Whole DecisionTable table,
            @NotNull @Size(max = 200) List<DecisionTables.TableExample> examples,
            @Nullable @Size(max = 2000) Set<String> facts) {}

    record TryTable(
            @NotNull @Whole DecisionTable table,
            @NotNull @Size(max = 100) Map<String, @Nullable Object> facts) {}

    private final DecisionTables tables;

    RuleController(DecisionTables tables) {
        this.tables = tables;
    }

    @PostMapping("/readings")
    DecisionTable readDecisionTable(Actor actor, @RequestBody @Valid DmnText text) {
        return tables.read(text.dmn());
    }

    @PostMapping("/texts")
    DmnText writeDecisionTable(Actor actor, @RequestBody @Valid WrittenTable table) {
        return new DmnText(tables.write(table.table()));
    }

    @PostMapping("/findings")
    List<TableFinding> checkDecisionTable(Actor actor, @RequestBody @Valid CheckTable command) {
        return tables.check(command.table(), command.examples(), command.facts());
    }

    @PostMapping("/trials")
    Verdict tryDecisionTable(Actor actor, @RequestBody @Valid TryTable command) {
        return tables.evaluate(command.table(), DecisionTables.withoutNulls(command.facts()));
    }
}
