package jinye.platform.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import jinye.kernel.Outage;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Answers with a file, for controllers of the desks, which have checked that the person may read the record holding it. The
 * answer can be resumed (Range), is not sent again when the browser has it (ETag), and can run nothing.
 */
@Component
public class FileDownloads {

    private static final String LOCKED = "default-src 'none'; frame-ancestors 'self'";

    private final FileFolder folder;
    private final AllowedTypes types;
    private final FileErasures erasures;

    FileDownloads(FileFolder folder, AllowedTypes types, FileErasures erasures) {
        this.folder = folder;
        this.types = types;
        this.erasures = erasures;
    }

    /** To be saved. */
    public ResponseEntity<Resource> stream(StoredFile file) {
        return answer(file, "attachment", LOCKED + "; sandbox");
    }

    /** To be looked at in the browser, when that is harmless for this type; otherwise to be saved. */
    public ResponseEntity<Resource> show(StoredFile file) {
        var extension = FileName.clean(file.name()).extension();
        boolean harmless = types.inForce(extension)
                .filter(type -> type.inline() && type.type().equals(file.type()))
                .isPresent();
        if (!harmless) {
            return stream(file);
        }
        // browsers refuse to draw a PDF inside a sandbox; their viewers are one themselves
        boolean pdf = file.type().equals("application/pdf");
        return answer(file, "inline", pdf ? LOCKED + "; style-src 'unsafe-inline'" : LOCKED + "; sandbox");
    }

    private ResponseEntity<Resource> answer(StoredFile file, String how, String policy) {
        erasures.requireKept(file.id());
        var path = folder.place(file.sha256());
        if (!Files.isReadable(path)) {
            throw new Outage("files.unavailable", new IOException("bytes of file " + file.id() + " are missing"));
        }
        var tag = '"' + file.sha256() + '"';
        var disposition = ContentDisposition.builder(how)
                .filename(file.name(), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .eTag(tag)
                .contentType(MediaType.parseMediaType(file.type()))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", policy)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .body(resumesAnother(tag) ? whole(file) : new FileSystemResource(path));
    }

    /** If-Range names another version: the browser must get the whole file, not a piece that does not fit. */
    private static boolean resumesAnother(String tag) {
        @Nullable
        String earlier = RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? request.getRequest().getHeader(HttpHeaders.IF_RANGE)
                : null;
        return earlier != null && !earlier.equals(tag);
    }

    /** Spring cuts pieces only out of resources it can read twice. */
    private Resource whole(StoredFile file) {
        return new InputStreamResource(folder.open(file.sha256()));
    }
}
