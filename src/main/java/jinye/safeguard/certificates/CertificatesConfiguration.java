package jinye.safeguard.certificates;

import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class CertificatesConfiguration {

    @Bean
    FilterRegistrationBean<PublicServices> publicCertificateServices(
            Authorities authorities,
            RevocationLists lists,
            StatusAnswers answers,
            Timestamps timestamps,
            @Value("${jinye.certificates.requests-per-minute:1200}") int perMinute) {
        var filter =
                new FilterRegistrationBean<>(new PublicServices(authorities, lists, answers, timestamps, perMinute));
        filter.addUrlPatterns(PublicAddresses.ROOT + "/*");
        // before the sign-in (-100), after those that answer for a database that is away
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
        return filter;
    }

    /** Tomcat would refuse a slash that is written as %2F; everywhere else the firewall of the sign-in refuses it still. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> slashesInStatusRequests() {
        return factory -> factory.addConnectorCustomizers(
                connector -> connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue()));
    }
}
