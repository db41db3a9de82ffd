package jinye.platform.workflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the to-do list. @param counts null when they were not asked for */
record TodoPage(
        List<TodoRow> items,
        @Nullable String next,
        @Nullable TodoCounts counts) {}
