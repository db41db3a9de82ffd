package jinye.office.archives.packages;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jinye.kernel.Actor;
import jinye.office.archives.inspection.InspectionReport;
import jinye.platform.files.FileDownloads;
import jinye.platform.files.Files;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
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

/** 档案信息包 and 接收 on the web. */
@RestController
@RequestMapping("/api/archives")
class PackageController {

    private final Packages packages;
    private final Receptions receptions;
    private final Files files;
    private final FileDownloads downloads;

    PackageController(Packages packages, Receptions receptions, Files files, FileDownloads downloads) {
        this.packages = packages;
        this.receptions = receptions;
        this.files = files;
        this.downloads = downloads;
    }

    record NewPackage(
            @NotNull @Size(max = 500) List<@NotNull Long> items,
            @Nullable Long box,
            @Nullable Integer year) {}

    record Arrival(long file) {}

    record Arrived(long id) {}

    record SentBack(@NotBlank @Size(max = 500) String reason) {}

    @GetMapping("/packages")
    List<Packages.PackageRow> listPackages(Actor actor) {
        return packages.list(actor);
    }

    @PostMapping("/packages")
    @ResponseStatus(HttpStatus.CREATED)
    Packages.PackageRow makePackage(Actor actor, @Valid @RequestBody NewPackage wanted) {
        return packages.export(actor, new Packages.Wanted(wanted.items(), wanted.box(), wanted.year()));
    }

    @GetMapping("/packages/{id}/content")
    ResponseEntity<Resource> downloadPackage(Actor actor, @PathVariable long id) {
        return downloads.stream(files.file(packages.row(actor, id).file()));
    }

    @GetMapping("/items/{id}/encapsulation")
    ResponseEntity<byte[]> encapsulateItem(Actor actor, @PathVariable long id) {
        var eep = packages.eep(actor, id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(eep.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(eep.xml().getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/receptions")
    List<ReceptionRegister.ReceptionRow> listReceptions(Actor actor) {
        return receptions.list(actor);
    }

    @PostMapping("/receptions")
    @ResponseStatus(HttpStatus.CREATED)
    Arrived receivePackage(Actor actor, @Valid @RequestBody Arrival arrival) {
        return new Arrived(receptions.arrive(actor, arrival.file()));
    }

    @GetMapping("/receptions/{id}")
    Receptions.ReceptionView viewReception(Actor actor, @PathVariable long id) {
        return receptions.view(actor, id);
    }

    @PutMapping("/receptions/{id}/inspection")
    InspectionReport inspectReception(Actor actor, @PathVariable long id) {
        return receptions.inspect(actor, id);
    }

    @PutMapping("/receptions/{id}/acceptance")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void acceptReception(Actor actor, @PathVariable long id) {
        receptions.accept(actor, id);
    }

    @PutMapping("/receptions/{id}/refusal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuseReception(Actor actor, @PathVariable long id, @Valid @RequestBody SentBack sentBack) {
        receptions.refuse(actor, id, sentBack.reason());
    }

    @GetMapping("/receptions/{id}/items/{item}/components/{position}")
    ResponseEntity<Resource> openReceived(
            Actor actor, @PathVariable long id, @PathVariable long item, @PathVariable int position) {
        return downloads.show(receptions.component(actor, id, item, position));
    }
}
