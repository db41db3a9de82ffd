package jinye.platform.workflow;

import java.util.Map;
import jinye.kernel.Urgency;

/** @param number a number people know it by, empty while there is none. @param facts see {@link MatterDesk#facts} */
public record StartMatter(
        String kind, long record, String title, String number, Urgency urgency, Map<String, Object> facts) {}
