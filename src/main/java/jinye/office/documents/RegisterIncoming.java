package jinye.office.documents;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import jinye.kernel.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * 收文登记. @param envelope id of the transmission's envelope, null for paper. @param sourceClass 上级 / 同级 / 下级 / 其他
 *
 * @param handling {@code READ} 阅件 or {@code ACT} 办件
 */
public record RegisterIncoming(
        @Nullable Long envelope,
        String fromUnitName,
        String number,
        String title,
        String kindCode,
        Urgency urgency,
        String sourceClass,
        String handling,
        @Nullable LocalDate issueDate,
        Instant receivedAt,
        String bodyText,
        @Nullable Long paper,
        List<Long> attachments) {}
