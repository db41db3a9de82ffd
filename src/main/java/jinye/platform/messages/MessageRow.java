package jinye.platform.messages;

import java.time.Instant;
import jinye.kernel.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * A message as its reader sees it.
 *
 * @param senderName null when the system tells
 * @param readAt     null while unread
 */
public record MessageRow(
        long id,
        String key,
        String kind,
        String title,
        String link,
        Urgency urgency,
        @Nullable String senderName,
        Instant toldAt,
        @Nullable Instant readAt) {}
