package jinye.platform.messages;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who was told a message and who has read it. Names are the directory's; here are only ids. */
public record MessageReceipts(String key, String title, int told, int read, List<Reader> readers) {

    /** @param readAt null while unread */
    public record Reader(
            long person, Instant toldAt, @Nullable Instant readAt) {}
}
