package jinye.runtime;

import java.time.Clock;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock. Nothing else asks the machine for the time; tests move it. */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    /** Legal time in China is UTC+8 everywhere. */
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Bean
    Clock clock() {
        return Clock.system(ZONE);
    }
}
