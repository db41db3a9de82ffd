package jinye.office.approvals;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one department was asked, with the request it is about.
 *
 * @param request the whole request as its readers see it
 * @param node    at which the reader has it in hand, null while only reading
 */
record PartView(
        long id,
        long version,
        String departmentName,
        int round,
        String question,
        String state,
        String stateTerm,
        boolean silent,
        String title,
        String schema,
        String layout,
        String data,
        @Nullable String node,
        String step,
        List<RequestView.EarlierContent> earlier,
        RequestView request) {}
