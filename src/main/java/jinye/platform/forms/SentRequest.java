package jinye.platform.forms;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import jinye.kernel.Actor;
import jinye.platform.files.Files;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** What a browser without scripts posted. */
record SentRequest(Actor actor, HttpServletRequest request, Files files) implements SentPage.Sent {

    @Override
    public List<String> texts(String name) {
        var values = request.getParameterValues(name);
        return values == null ? List.of() : List.of(values);
    }

    @Override
    public List<Long> files(String name) {
        return request instanceof MultipartHttpServletRequest multipart
                ? multipart.getFiles(name).stream()
                        .filter(file -> !file.isEmpty())
                        .map(this::store)
                        .toList()
                : List.of();
    }

    private long store(MultipartFile file) {
        try (var content = file.getInputStream()) {
            var name = file.getOriginalFilename();
            return files.store(actor, name == null ? "附件" : name, content).id();
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        }
    }
}
