/**
 * 电子印章: electronic seals (GB/T 38540-2020), the signatures they leave in OFD files (GB/T 33190-2016) and signatures in PDF files,
 * made and checked. Knows no register of seals: who may use which seal is the business of whoever keeps it.
 */
@ApplicationModule(
        id = "seals",
        displayName = "Seals",
        allowedDependencies = {
            "kernel",
            "access",
            "certificates",
            "cryptography",
            "files",
            "papers",
            "papers :: reading",
            "web"
        })
@NullMarked
package jinye.platform.seals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
