package jinye.office.transmission;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be carried to a unit of another node.
 *
 * @param identifier the document's, unique over all nodes (GB/T 33477)
 * @param role       主送 or 抄送
 * @param ofd        file of the sealed OFD, null for documents that bear no seal
 */
public record OutgoingEnvelope(
        UUID packageId,
        String identifier,
        long sender,
        String senderName,
        String node,
        String receiverCode,
        String receiverName,
        String role,
        String title,
        String number,
        String kindCode,
        String kindName,
        String urgency,
        @Nullable LocalDate issueDate,
        @Nullable String skipReason,
        String sentByName,
        Instant sentAt,
        String bodyText,
        long paper,
        @Nullable Long ofd,
        List<Long> attachments) {}
