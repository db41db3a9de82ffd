package jinye.platform.workflow;

import java.util.Map;
import jinye.kernel.Urgency;

/** A matter as a desk sees it. @param initiator person, post, department and unit are those at the start */
public record MatterState(
        long id,
        String kind,
        long record,
        String title,
        Urgency urgency,
        long initiator,
        long initiatorPost,
        long initiatorDepartment,
        long initiatorUnit,
        Map<String, Object> facts) {}
