package jinye.exchange.partners;

import jinye.platform.web.Sentences;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class PartnersConfiguration {

    @Bean
    FilterRegistrationBean<ExchangeFilter> exchangeDoor(
            Reception reception,
            Staging staging,
            ParcelSealing sealing,
            Greetings greetings,
            Incidents incidents,
            Sentences sentences) {
        var filter = new FilterRegistrationBean<>(
                new ExchangeFilter(reception, staging, sealing, greetings, incidents, sentences));
        filter.addUrlPatterns(ExchangeFilter.ROOT + "/*");
        // before the sign-in (-100), after those that answer for a database that is away
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 110);
        return filter;
    }
}
