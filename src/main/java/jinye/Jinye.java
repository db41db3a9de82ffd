package jinye;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;

/** The application: a modular monolith for tobacco monopoly bureaux. See ARCHITECTURE.md. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@Modulithic(systemName = "Jinye")
public class Jinye {

    public static void main(String[] arguments) {
        SpringApplication.run(Jinye.class, arguments);
    }
}
