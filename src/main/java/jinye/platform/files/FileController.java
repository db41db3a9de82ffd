package jinye.platform.files;

import java.io.IOException;
import java.util.Objects;
import jinye.kernel.Actor;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Small files in one piece, and a look at one's own uploads until a record holds them. */
@RestController
@RequestMapping("/api/files")
class FileController {

    private final Files files;
    private final FileReception reception;
    private final FileDownloads downloads;

    FileController(Files files, FileReception reception, FileDownloads downloads) {
        this.files = files;
        this.reception = reception;
        this.downloads = downloads;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    StoredFile uploadFile(Actor actor, @RequestPart("file") MultipartFile file) throws IOException {
        var name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        reception.expect(name, file.getSize());
        try (var content = file.getInputStream()) {
            return reception.receive(actor.person(), name, content, null);
        }
    }

    @GetMapping("/{id}")
    StoredFile uploadedFile(Actor actor, @PathVariable long id) {
        return files.uploadedBy(actor, id);
    }

    @GetMapping("/{id}/content")
    ResponseEntity<Resource> uploadedContent(Actor actor, @PathVariable long id) {
        return downloads.show(files.uploadedBy(actor, id));
    }
}
