package jinye.platform.files;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import jinye.kernel.Refusal;
import me.desair.tus.server.TusFileUploadService;
import me.desair.tus.server.exception.TusException;
import me.desair.tus.server.upload.UploadInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Uploads in pieces. A piece that was received is never asked for again; a finished upload becomes a file exactly once. */
@Component
class Uploads {

    static final String FILE_HEADER = "Jinye-File";
    private static final String PATH = "/api/files/uploads";

    private final Path storage;
    private final TusFileUploadService tus;
    private final UnfinishedUploads unfinished;
    private final FileReception reception;
    private final FileRows rows;
    private final long sizeMax;

    Uploads(
            FileReception reception,
            FileRows rows,
            @Value("${jinye.data}") Path data,
            @Value("${jinye.files.size-max:100MB}") DataSize sizeMax,
            @Value("${jinye.files.upload-expires:24h}") Duration expires,
            @Value("${jinye.files.unfinished-max:60}") int unfinishedMax) {
        this.reception = reception;
        this.rows = rows;
        this.sizeMax = sizeMax.toBytes();
        this.storage = data.resolve("uploads").toAbsolutePath();
        this.unfinished = new UnfinishedUploads(storage.resolve("uploads"), unfinishedMax);
        this.tus = new TusFileUploadService()
                .withUploadIdFactory(unfinished)
                .withUploadUri(PATH)
                .withStoragePath(storage.toString())
                .withMaxUploadSize(sizeMax.toBytes())
                .withUploadExpirationPeriod(expires.toMillis());
        tus.disableTusExtension("concatenation");
    }

    /** Size, extension and one upload too many are refused here, before the first byte is sent. */
    void begin(long person, HttpServletRequest request, HttpServletResponse response) {
        reception.expect(fileName(request.getHeader("Upload-Metadata")), size(request.getHeader("Upload-Length")));
        unfinished.requireRoom(person);
        unfinished.beginFor(person, () -> process(person, new TusRequest(request, 0), response));
    }

    void proceed(long person, String upload, HttpServletRequest request, HttpServletResponse response) {
        var info = info(person, upload);
        if (info.isEmpty()) {
            stored(person, upload).ifPresentOrElse(file -> tell(file, response), () -> {
                throw new NoSuchUpload();
            });
            return;
        }
        long whole = Objects.requireNonNullElse(info.get().getLength(), sizeMax);
        var piece = new TusRequest(request, whole - info.get().getOffset());
        try {
            process(person, piece, response);
        } finally {
            if (piece.isTooLong()) {
                discard(person, upload);
            }
        }
        finish(person, upload).ifPresent(file -> response.setHeader(FILE_HEADER, Long.toString(file.id())));
    }

    void offset(long person, String upload, HttpServletRequest request, HttpServletResponse response) {
        var file = stored(person, upload).or(() -> finish(person, upload));
        if (file.isPresent()) {
            tell(file.get(), response);
        } else {
            process(person, new TusRequest(request, 0), response);
        }
    }

    void abandon(long person, HttpServletRequest request, HttpServletResponse response) {
        process(person, new TusRequest(request, 0), response);
    }

    StoredFile finished(long person, String upload) {
        return stored(person, upload).or(() -> finish(person, upload)).orElseThrow(NoSuchUpload::new);
    }

    /** Throws away what nobody continued. */
    void cleanUp() {
        try {
            // the library lists these folders and makes them only with the first upload
            java.nio.file.Files.createDirectories(storage.resolve("locks"));
            java.nio.file.Files.createDirectories(storage.resolve("uploads"));
            tus.cleanup();
        } catch (IOException failed) {
            throw FileFolder.outage(failed);
        }
    }

    private Optional<StoredFile> stored(long person, String upload) {
        return rows.findUploaded(upload, person);
    }

    /** All bytes are there: they are checked and become a file; what is refused is thrown away. */
    private Optional<StoredFile> finish(long person, String upload) {
        var info = info(person, upload);
        if (info.isEmpty() || info.get().isUploadInProgress()) {
            return Optional.empty();
        }
        StoredFile file;
        try (var content = tus.getUploadedBytes(uri(upload), owner(person))) {
            file = reception.receive(
                    person, Objects.requireNonNullElse(info.get().getFileName(), ""), content, upload);
        } catch (DuplicateKeyException another) {
            // the same upload was asked about twice at once; the other request stored it
            return stored(person, upload);
        } catch (Refusal refused) {
            discard(person, upload);
            throw refused;
        } catch (IOException failed) {
            throw FileFolder.outage(failed);
        } catch (TusException refused) {
            throw new UploadBusy();
        }
        discard(person, upload);
        return Optional.of(file);
    }

    private void tell(StoredFile file, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        response.setHeader("Tus-Resumable", TusFileUploadService.TUS_API_VERSION);
        response.setHeader("Upload-Offset", Long.toString(file.size()));
        response.setHeader("Upload-Length", Long.toString(file.size()));
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(FILE_HEADER, Long.toString(file.id()));
    }

    private void process(long person, TusRequest request, HttpServletResponse response) {
        var answer = new TusAnswer(response);
        try {
            tus.process(request, answer, owner(person));
        } catch (IOException failed) {
            if (request.isTooLong()) {
                throw new FileReception.TooLarge("", sizeMax);
            }
            throw request.isCutOff() ? new FileFolder.Interrupted(failed) : FileFolder.outage(failed);
        }
        if (request.isTooLong()) {
            throw new FileReception.TooLarge("", sizeMax);
        }
        answer.refuseAsSentence();
    }

    private Optional<UploadInfo> info(long person, String upload) {
        try {
            return Optional.ofNullable(tus.getUploadInfo(uri(upload), owner(person)));
        } catch (IOException failed) {
            throw FileFolder.outage(failed);
        } catch (TusException locked) {
            throw new UploadBusy();
        }
    }

    private void discard(long person, String upload) {
        try {
            tus.deleteUpload(uri(upload), owner(person));
        } catch (IOException | TusException left) {
            // it expires by itself
        }
    }

    private static String uri(String upload) {
        return PATH + "/" + upload;
    }

    private static String owner(long person) {
        return Long.toString(person);
    }

    private static @Nullable Long size(@Nullable String header) {
        try {
            return header == null ? null : Long.valueOf(header.strip());
        } catch (NumberFormatException unreadable) {
            throw new UploadRefused();
        }
    }

    /** {@code filename <base64>,filetype <base64>}, as the protocol has it. */
    private static String fileName(@Nullable String metadata) {
        for (var pair : Objects.requireNonNullElse(metadata, "").split(",")) {
            var parts = pair.strip().split(" ", 2);
            if (parts.length == 2 && parts[0].equals("filename")) {
                try {
                    return new String(Base64.getDecoder().decode(parts[1].strip()), StandardCharsets.UTF_8);
                } catch (IllegalArgumentException unreadable) {
                    throw new UploadRefused();
                }
            }
        }
        return "";
    }

    static final class NoSuchUpload extends Refusal {
        NoSuchUpload() {
            super(Kind.NOT_FOUND, "files.upload-not-found");
        }
    }

    static final class UploadBusy extends Refusal {
        UploadBusy() {
            super(Kind.CONFLICT, "files.upload-busy");
        }
    }

    static final class UploadRefused extends Refusal {
        UploadRefused() {
            super(Kind.INVALID, "files.upload-refused");
        }
    }
}
