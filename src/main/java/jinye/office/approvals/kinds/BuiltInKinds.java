package jinye.office.approvals.kinds;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Installs the kinds that come with the application. One that people have changed since is left as they have it; the new package
 * then waits for them in the class path, and they may import it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 90)
class BuiltInKinds implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(BuiltInKinds.class);
    private static final String FILES = "classpath*:modules/approvals/kinds/*/**";
    private static final Pattern PLACE = Pattern.compile(".*modules/approvals/kinds/([a-z][a-z0-9-]*)/(.+)");

    private final ResourcePatternResolver resources;
    private final KindStore store;
    private final ApprovalKinds kinds;
    private final TransactionTemplate transaction;

    BuiltInKinds(
            ResourcePatternResolver resources, KindStore store, ApprovalKinds kinds, TransactionTemplate transaction) {
        this.resources = resources;
        this.store = store;
        this.kinds = kinds;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        long started = System.nanoTime();
        int installed = 0;
        for (var found : packages().entrySet()) {
            var files = new KindPackage(found.getValue());
            if (Boolean.TRUE.equals(transaction.execute(status -> install(found.getKey(), files)))) {
                installed++;
            }
        }
        if (installed > 0) {
            log.info("{} kinds of approval installed in {} ms", installed, (System.nanoTime() - started) / 1_000_000);
        }
    }

    private Map<String, Map<String, String>> packages() throws IOException {
        var packages = new TreeMap<String, Map<String, String>>();
        for (var file : resources.getResources(FILES)) {
            var place = PLACE.matcher(file.getURL().toString());
            if (place.matches() && file.isReadable() && KindPackage.knows(place.group(2))) {
                packages.computeIfAbsent(place.group(1), name -> new TreeMap<>())
                        .put(place.group(2), file.getContentAsString(StandardCharsets.UTF_8));
            }
        }
        return packages;
    }

    private boolean install(String name, KindPackage files) {
        store.insert(name, name, "其他", "", true);
        store.lockVersion(name);
        var row = store.find(name).orElseThrow();
        var sha256 = files.sha256();
        if (sha256.equals(row.installed())) {
            return false;
        }
        boolean changedByPeople = row.version() > 0
                && store.files(name, row.version())
                        .map(KindPackage::sha256)
                        .filter(present -> !present.equals(row.installed()))
                        .isPresent();
        if (changedByPeople) {
            return false;
        }
        var broken =
                kinds.check(name, files).stream().filter(KindFinding::isError).toList();
        if (!broken.isEmpty()) {
            throw new IllegalStateException("the kind " + name + " cannot be installed: " + broken);
        }
        kinds.publish(null, name, files, "随系统安装");
        store.installed(name, sha256);
        return true;
    }
}
