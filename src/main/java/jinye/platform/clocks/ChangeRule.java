package jinye.platform.clocks;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The next version of a rule. */
record ChangeRule(
        @Min(0) @Max(3650) int length,
        @NotNull PeriodUnit unit,
        @Nullable @Min(0) @Max(3650) Integer promised,
        @Nullable @Min(1) @Max(3650) Integer extension,
        @NotBlank @Size(max = 200) String source,
        @NotNull LocalDate effectiveFrom) {}
