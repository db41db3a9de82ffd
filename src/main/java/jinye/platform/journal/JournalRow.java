package jinye.platform.journal;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the journal. Names and titles are those at the time of the act.
 *
 * @param term   the act in Chinese, such as 签发
 * @param person null when the system itself acted
 * @param result done or refused
 */
public record JournalRow(
        long id,
        Instant at,
        String act,
        String term,
        String module,
        long record,
        @Nullable Long person,
        @Nullable String personName,
        @Nullable String postTitle,
        @Nullable String departmentName,
        @Nullable Long unit,
        @Nullable String unitName,
        @Nullable Long onBehalfPerson,
        @Nullable String onBehalfName,
        Map<String, Object> facts,
        @Nullable String request,
        @Nullable String address,
        String result) {}
