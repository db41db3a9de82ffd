package jinye.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Room that is kept free in the data folder. People's writes stop while there is less: the database needs some to go on
 * answering (a full disk would end it), and so do sessions and logs.
 */
@Component
class DiskReserve {

    private final Path data;
    private final long reserve;

    DiskReserve(@Value("${jinye.data}") Path data, @Value("${jinye.disk-reserve}") DataSize reserve) {
        this.data = data;
        this.reserve = reserve.toBytes();
    }

    /** Asking costs microseconds, so the answer is always fresh and writing resumes by itself. */
    boolean isTouched() {
        try {
            Files.createDirectories(data);
            return Files.getFileStore(data).getUsableSpace() < reserve;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
