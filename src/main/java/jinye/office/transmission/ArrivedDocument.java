package jinye.office.transmission;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An envelope of another node, verified by whoever carried it; its files lie in our own store.
 *
 * @param receiver unit of our directory
 * @param role     主送 or 抄送
 */
public record ArrivedDocument(
        String node,
        UUID packageId,
        String identifier,
        String senderCode,
        long receiver,
        String role,
        String title,
        String number,
        String kindCode,
        String kindName,
        String urgency,
        @Nullable LocalDate issueDate,
        String sentByName,
        Instant sentAt,
        String bodyText,
        long paper,
        @Nullable Long ofd,
        List<Long> attachments) {}
