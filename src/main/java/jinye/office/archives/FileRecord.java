package jinye.office.archives;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import jinye.kernel.Grant;
import jinye.kernel.RecordId;
import org.jspecify.annotations.Nullable;

/**
 * 归档 of what another desk has finished; the desk knows what it is made of, archives know how it is kept.
 *
 * @param flow      word of the desk for what sort of record it is
 * @param matter    kind of the matter whose trail and opinions are filed with it
 * @param sheet     file of the printed sheet, which is the body here
 * @param retention Y, D30 or D10
 * @param classCode 机构（问题）代码
 */
public record FileRecord(
        RecordId record,
        long unit,
        String flow,
        String matter,
        String title,
        @Nullable String number,
        String kindName,
        String responsible,
        LocalDate date,
        String bodyText,
        @Nullable Long sheet,
        List<Long> attachments,
        String retention,
        String classCode,
        Set<Grant> grants) {}
