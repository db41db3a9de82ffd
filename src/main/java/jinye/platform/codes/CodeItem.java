package jinye.platform.codes;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One code and what it means. @param parent code of the item above @param effectiveTo exclusive, null until further notice */
public record CodeItem(
        String dictionary,
        String code,
        String name,
        @Nullable String parent,
        int sort,
        @Nullable String source,
        LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo) {}
