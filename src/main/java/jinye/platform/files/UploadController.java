package jinye.platform.files;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jinye.kernel.Actor;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Resumable uploads by the tus protocol 1.0.0. The answer to the last piece carries the header {@value Uploads#FILE_HEADER}
 * with the id of the stored file; a client that lost that answer finds it in the answer to HEAD or GET.
 */
@RestController
@RequestMapping("/api/files/uploads")
class UploadController {

    private final Uploads uploads;

    UploadController(Uploads uploads) {
        this.uploads = uploads;
    }

    @PostMapping
    void beginUpload(Actor actor, HttpServletRequest request, HttpServletResponse response) {
        uploads.begin(actor.person(), request, response);
    }

    @PatchMapping("/{upload}")
    void continueUpload(
            Actor actor, @PathVariable String upload, HttpServletRequest request, HttpServletResponse response) {
        uploads.proceed(actor.person(), upload, request, response);
    }

    @RequestMapping(path = "/{upload}", method = RequestMethod.HEAD)
    void uploadOffset(
            Actor actor, @PathVariable String upload, HttpServletRequest request, HttpServletResponse response) {
        uploads.offset(actor.person(), upload, request, response);
    }

    @DeleteMapping("/{upload}")
    void abandonUpload(
            Actor actor, @PathVariable String upload, HttpServletRequest request, HttpServletResponse response) {
        uploads.abandon(actor.person(), request, response);
    }

    @GetMapping("/{upload}")
    StoredFile finishedUpload(Actor actor, @PathVariable String upload) {
        return uploads.finished(actor.person(), upload);
    }
}
