package jinye.platform.clocks;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import jinye.kernel.Actor;
import jinye.platform.web.IfMatch;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/clocks")
class ClockController {

    /** The holiday arrangement of a year. @param source the notice it comes from */
    record HolidaySheet(
            @NotBlank @Size(max = 200) String source,
            @NotNull @Size(min = 1, max = 200) List<@Valid HolidayRow> rows) {}

    /** What a rule means for a start: the period itself, the promise, and the period when extended. */
    record RuleReckoning(
            Due due, @Nullable Due promise, @Nullable Due extended) {}

    private final Clocks clocks;
    private final CalendarOffice office;
    private final Rules rules;

    ClockController(Clocks clocks, CalendarOffice office, Rules rules) {
        this.clocks = clocks;
        this.office = office;
        this.rules = rules;
    }

    @GetMapping("/calendar/{year}")
    CalendarYear calendarOfYear(@PathVariable @Min(2000) @Max(2099) int year) {
        return office.year(year);
    }

    @PostMapping(path = "/calendar/{year}", consumes = MediaType.APPLICATION_JSON_VALUE)
    LoadedYear loadCalendar(
            Actor actor, @PathVariable @Min(2000) @Max(2099) int year, @RequestBody @Valid HolidaySheet sheet) {
        return office.load(actor, year, sheet.source(), sheet.rows());
    }

    /** The same as a sheet with the columns {@code date,weekday,name,day_type}. */
    @PostMapping(path = "/calendar/{year}/sheets", consumes = "text/csv")
    LoadedYear loadCalendarSheet(
            Actor actor,
            @PathVariable @Min(2000) @Max(2099) int year,
            @RequestParam @NotBlank @Size(max = 200) String source,
            @RequestBody byte[] sheet) {
        return office.load(
                actor, year, source, HolidayRow.read(new String(sheet, java.nio.charset.StandardCharsets.UTF_8)));
    }

    /** All versions of all rules, the latest of each first. */
    @GetMapping("/rules")
    List<Rule> listClockRules() {
        return rules.all();
    }

    @PutMapping("/rules/{id}")
    Rule changeClockRule(
            Actor actor,
            @PathVariable @Size(max = 100) String id,
            IfMatch seen,
            @RequestBody @Valid ChangeRule change) {
        return office.change(actor, id, seen.version(), change);
    }

    @GetMapping("/reckoning")
    RuleReckoning reckonByRule(@RequestParam @Size(max = 100) String rule, @RequestParam Instant start) {
        return new RuleReckoning(
                clocks.reckon(rule, start),
                clocks.reckonPromise(rule, start).orElse(null),
                clocks.reckonExtended(rule, start).orElse(null));
    }

    /** For a period that no rule gives. */
    @GetMapping("/reckonings")
    Due reckonPeriod(
            @RequestParam @Min(0) @Max(3650) int length, @RequestParam PeriodUnit unit, @RequestParam Instant start) {
        return clocks.reckon(new Period(length, unit), start, List.of());
    }
}
