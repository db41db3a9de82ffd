package jinye.platform.directory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/** 行政区划 of Hunan by GB/T 2260, as the National Bureau of Statistics listed them on 30 June 2023. */
final class Divisions {

    static final String SOURCE = "GB/T 2260, 国家统计局 2023-06-30";

    static final LocalDate AS_OF = LocalDate.of(2023, 6, 30);

    record Division(String code, String name, String parent, int level) {

        /** Urban districts are served by the city's bureau; counties, county-level cities and autonomous counties have their own. */
        boolean hasOwnBureau() {
            return level == 3 && !name.endsWith("区");
        }

        /** 长沙 of 长沙县, 麻阳 of 麻阳苗族自治县, 湘西 of 湘西土家族苗族自治州. */
        String bareName() {
            return name.replaceFirst("((土家|苗|瑶|侗)族)*自治[县州]$", "").replaceFirst("(?<=.)[省市县区]$", "");
        }
    }

    private Divisions() {}

    static List<Division> ofHunan() {
        try (var in = new ClassPathResource("modules/directory/hunan-divisions.csv").getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(cell -> new Division(cell[0], cell[1], cell[2], Integer.parseInt(cell[3])))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("hunan-divisions.csv cannot be read", e);
        }
    }
}
