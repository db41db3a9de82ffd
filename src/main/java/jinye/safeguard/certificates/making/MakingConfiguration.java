package jinye.safeguard.certificates.making;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Chooses where the authorities' keys lie. Opened at first use: the start need not wait for it. */
@Configuration(proxyBeanMethods = false)
class MakingConfiguration {

    @Bean
    @Lazy
    AuthorityKeys authorityKeys(
            InstallationSecret secret,
            @Value("${jinye.certificates.pkcs11:}") String module,
            @Value("${jinye.certificates.pkcs11-pin:}") String pin) {
        return module.isBlank() ? new PkcsTwelveKeys(secret) : new PkcsElevenKeys(Path.of(module), pin.toCharArray());
    }
}
