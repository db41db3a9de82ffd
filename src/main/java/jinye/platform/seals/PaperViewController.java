package jinye.platform.seals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import jinye.kernel.Actor;
import jinye.platform.files.Files;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The pages of a file that one has uploaded. */
@RestController
@RequestMapping("/api/seals/files/{file}")
class PaperViewController {

    private final PaperViews views;
    private final Files files;

    PaperViewController(PaperViews views, Files files) {
        this.views = views;
        this.files = files;
    }

    @GetMapping("/pages/{number}")
    PaperViews.PaperPage showPaperPage(Actor actor, @PathVariable long file, @PathVariable int number) {
        return views.page(files.uploadedBy(actor, file).id(), number);
    }

    @GetMapping("/pages/{number}/picture")
    ResponseEntity<byte[]> showPaperPicture(
            Actor actor,
            @PathVariable long file,
            @PathVariable int number,
            @RequestParam(defaultValue = "1000") int width) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(10)).cachePrivate())
                .header("X-Content-Type-Options", "nosniff")
                .body(views.picture(files.uploadedBy(actor, file).id(), number, width));
    }

    /** Always saved, never opened in the browser: it comes from somebody else. */
    @GetMapping("/attachments/{number}")
    ResponseEntity<byte[]> downloadPaperAttachment(
            Actor actor,
            @PathVariable long file,
            @PathVariable int number,
            @RequestParam(defaultValue = "附件") String name) {
        var disposition = ContentDisposition.attachment()
                .filename(name.replaceAll("[\\p{Cntrl}/\\\\]", " "), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(views.attachment(files.uploadedBy(actor, file).id(), number));
    }
}
