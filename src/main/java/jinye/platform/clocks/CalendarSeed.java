package jinye.platform.clocks;

import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Loads the years that came with the application into an empty calendar. What an administrator loaded is never touched. */
@Component
class CalendarSeed {

    private final Calendars calendars;
    private final TransactionTemplate transaction;
    private final Resource holidays;

    CalendarSeed(
            Calendars calendars,
            TransactionTemplate transaction,
            @Value("classpath:modules/clocks/holidays.csv") Resource holidays) {
        this.calendars = calendars;
        this.transaction = transaction;
        this.holidays = holidays;
    }

    @PostConstruct
    void plant() throws IOException {
        var rows = HolidayRow.read(holidays.getContentAsString(StandardCharsets.UTF_8));
        var years = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> Integer.parseInt(row.date().substring(0, 4)), TreeMap::new, Collectors.toList()));
        transaction.executeWithoutResult(status -> years.forEach((year, yearRows) -> {
            // nodes may start together: one plants, the others wait here and then find it planted
            calendars.holdStarts();
            if (calendars.year(year).isEmpty()) {
                var source = "国务院办公厅关于" + year + "年部分节假日安排的通知";
                calendars.load(year, source, "随系统提供", HolidayRow.days(year, yearRows));
            }
        }));
    }
}
