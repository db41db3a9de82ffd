package jinye.platform.workflow;

import java.util.List;

/** Exact counts, by index only. @param circulated given to read and not read yet */
record TodoCounts(
        long all, long unopened, long overdue, long dueToday, long drafts, long circulated, List<KindCount> kinds) {

    record KindCount(String kind, String kindName, long all, long unopened, long overdue) {}
}
