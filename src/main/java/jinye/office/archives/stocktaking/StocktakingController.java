package jinye.office.archives.stocktaking;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jinye.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 盘点 and 统计年报 on the web. */
@RestController
@RequestMapping("/api/archives")
class StocktakingController {

    private final Stocktakes stocktakes;
    private final AnnualStatistics statistics;
    private final CountingPapers papers;

    StocktakingController(Stocktakes stocktakes, AnnualStatistics statistics, CountingPapers papers) {
        this.stocktakes = stocktakes;
        this.statistics = statistics;
        this.papers = papers;
    }

    record NewStocktake(
            @NotBlank @Size(max = 100) String name,
            @Nullable Integer year,
            @Nullable Long box) {}

    record OpenedStocktake(long id) {}

    record Counted(
            @NotEmpty @Size(max = 2000) List<@NotNull Long> items,
            Stocktakes.@NotNull Outcome outcome,
            @NotNull @Size(max = 300) String note) {}

    record Resolution(long item, @NotBlank @Size(max = 300) String resolution) {}

    record StocktakeView(Stocktakes.StocktakeRow stocktake, List<Stocktakes.StocktakeLine> lines) {}

    record AnnualNumbers(
            @Min(0) @Max(10_000) int fullTime,
            @Min(0) @Max(10_000) int partTime,
            @Min(0) @Max(1_000_000) int roomAreaM2) {}

    @GetMapping("/stocktakes")
    List<Stocktakes.StocktakeRow> listStocktakes(Actor actor) {
        return stocktakes.list(actor);
    }

    @PostMapping("/stocktakes")
    @ResponseStatus(HttpStatus.CREATED)
    OpenedStocktake openStocktake(Actor actor, @Valid @RequestBody NewStocktake asked) {
        return new OpenedStocktake(stocktakes.open(actor, asked.name(), asked.year(), asked.box()));
    }

    @GetMapping("/stocktakes/{id}")
    StocktakeView viewStocktake(Actor actor, @PathVariable long id) {
        return new StocktakeView(stocktakes.row(actor, id), stocktakes.lines(id));
    }

    @PutMapping("/stocktakes/{id}/counts")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void countItems(Actor actor, @PathVariable long id, @Valid @RequestBody Counted counted) {
        stocktakes.count(actor, id, counted.items(), counted.outcome(), counted.note());
    }

    @PutMapping("/stocktakes/{id}/resolutions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resolveDifference(Actor actor, @PathVariable long id, @Valid @RequestBody Resolution resolution) {
        stocktakes.resolve(actor, id, resolution.item(), resolution.resolution());
    }

    @PutMapping("/stocktakes/{id}/closing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void closeStocktake(Actor actor, @PathVariable long id) {
        stocktakes.close(actor, id);
    }

    @GetMapping("/stocktakes/{id}/report")
    ResponseEntity<byte[]> printStocktake(Actor actor, @PathVariable long id) {
        return pdf(papers.report(actor, id));
    }

    @GetMapping("/statistics/{year}")
    AnnualStatistics.AnnualReport viewAnnualReport(Actor actor, @PathVariable int year) {
        return statistics.report(actor, year);
    }

    @PutMapping("/statistics/{year}/entry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void enterAnnualNumbers(Actor actor, @PathVariable int year, @Valid @RequestBody AnnualNumbers numbers) {
        statistics.enter(actor, year, numbers.fullTime(), numbers.partTime(), numbers.roomAreaM2());
    }

    @GetMapping("/statistics/{year}/sheet")
    ResponseEntity<byte[]> printAnnualReport(Actor actor, @PathVariable int year) {
        return pdf(papers.annual(actor, year));
    }

    @GetMapping("/statistics/{year}/table")
    ResponseEntity<byte[]> exportAnnualReport(Actor actor, @PathVariable int year) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("档案统计年报" + year + ".csv", StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(statistics.csv(actor, year));
    }

    private static ResponseEntity<byte[]> pdf(byte[] content) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).body(content);
    }
}
