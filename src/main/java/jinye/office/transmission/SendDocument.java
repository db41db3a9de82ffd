package jinye.office.transmission;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 分发. @param mainTo units of 主送. @param copyTo units of 抄送
 *
 * @param skipReason why a level is skipped (越级行文), needed when a receiver is neither directly above nor directly below
 */
public record SendDocument(
        long document,
        List<Long> mainTo,
        List<Long> copyTo,
        @Nullable String skipReason) {}
