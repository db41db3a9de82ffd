package jinye.office.archives.items;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jinye.kernel.Grant;
import jinye.kernel.RecordId;
import org.jspecify.annotations.Nullable;

/**
 * A finished record as its desk hands it over, before anything is decided about its place in the archives.
 *
 * @param flow      word of the desk for what sort of record it is, {@code outgoing}
 * @param matter    kind of the matter whose trail and opinions are filed with it
 * @param classCode 机构（问题）代码 the desk proposes, empty for none
 * @param retention what the desk proposes, null for none
 * @param body      file of the body, null when there are only attachments
 * @param sealedOfd the sealed OFD, which is the record copy; null for what bears no electronic seal
 * @param sheet     稿纸 or 处理单, null when the body itself is the sheet
 */
public record Source(
        RecordId record,
        long unit,
        String flow,
        String matter,
        String title,
        @Nullable String number,
        String kindName,
        String responsible,
        @Nullable LocalDate date,
        String urgency,
        String mainTo,
        String copyTo,
        String publicity,
        String classCode,
        @Nullable String retention,
        String bodyText,
        @Nullable Long body,
        @Nullable Long sealedOfd,
        List<Long> attachments,
        @Nullable Long sheet,
        Set<Grant> grants) {

    public List<Long> files() {
        return Stream.of(
                        Stream.ofNullable(body),
                        Stream.ofNullable(sealedOfd),
                        attachments.stream(),
                        Stream.ofNullable(sheet))
                .flatMap(files -> files)
                .toList();
    }
}
