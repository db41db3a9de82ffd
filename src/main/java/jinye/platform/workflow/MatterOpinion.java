package jinye.platform.workflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One opinion for the sheet (发文稿纸 / 文件处理单). @param cell where it stands on the sheet */
public record MatterOpinion(
        String node,
        String nodeName,
        @Nullable String cell,
        long person,
        String personName,
        @Nullable String onBehalfOfName,
        String decision,
        String text,
        @Nullable Ink ink,
        @Nullable String typedByName,
        Instant at) {}
