package jinye.platform.directory;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** 离岗. @param substitute whom the absence names to stand in, null when nobody */
public record Absence(long person, @Nullable Long substitute, LocalDate firstDay, LocalDate lastDay, String reason) {}
