package jinye.safeguard.audit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jinye.safeguard.audit.proof.LogEntry;
import org.springframework.stereotype.Component;

/**
 * Looks at every entry once, when it is tied into the chain. What was counted lives in memory: after a restart counting begins anew,
 * which can only make an alert late.
 */
@Component
class AlertWatch {

    /** Enough for every person of a province at once; beyond it, who was silent longest is forgotten. */
    private static final int KEYS_MAX = 50_000;

    private final Alerts alerts;
    private final Map<String, Deque<LogEntry>> counted = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<LogEntry>> eldest) {
            return size() > KEYS_MAX;
        }
    };

    AlertWatch(Alerts alerts) {
        this.alerts = alerts;
    }

    synchronized void look(List<LogEntry> entries) {
        var rules = alerts.rules();
        for (var entry : entries) {
            for (var rule : rules) {
                var key = rule.least() > 0 && rule.concerns(entry) ? rule.key(entry) : null;
                if (key != null) {
                    count(rule, key, entry);
                }
            }
        }
    }

    private void count(AlertRule rule, String key, LogEntry entry) {
        var seen = counted.computeIfAbsent(rule.code() + " " + key, none -> new ArrayDeque<>());
        seen.add(entry);
        var since = entry.at().minus(rule.within());
        while (seen.getFirst().at().isBefore(since)) {
            seen.removeFirst();
        }
        long reached = rule.addresses()
                ? seen.stream().map(LogEntry::address).distinct().count()
                : seen.size();
        if (reached >= rule.least()) {
            alerts.raise(rule, key, seen.getFirst(), entry, seen.size(), "");
            seen.clear();
        }
    }
}
