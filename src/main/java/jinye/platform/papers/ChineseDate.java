package jinye.platform.papers;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Dates as official documents write them: Arabic digits without padding. */
final class ChineseDate {

    private ChineseDate() {}

    static String of(@Nullable LocalDate date) {
        return date == null ? "" : date.getYear() + "年" + date.getMonthValue() + "月" + date.getDayOfMonth() + "日";
    }
}
