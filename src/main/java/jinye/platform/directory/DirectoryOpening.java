package jinye.platform.directory;

import java.util.List;
import jinye.runtime.Announcement;
import jinye.safeguard.access.SecurityRules;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** At the first start the directory is empty: it gets the divisions, and then the demo bureau or the first administrators. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DirectoryOpening implements ApplicationRunner, Announcement {

    private final boolean demoWanted;
    private final DemoRows rows;
    private final DemoBureau demo;
    private final FirstAdministrators administrators;
    private final Revision revision;
    private final SecurityRules rules;
    private final TransactionTemplate transaction;
    private volatile List<String> lines = List.of();

    DirectoryOpening(
            @Value("${jinye.demo:false}") boolean demoWanted,
            DemoRows rows,
            DemoBureau demo,
            FirstAdministrators administrators,
            Revision revision,
            SecurityRules rules,
            TransactionTemplate transaction) {
        this.demoWanted = demoWanted;
        this.rows = rows;
        this.demo = demo;
        this.administrators = administrators;
        this.revision = revision;
        this.rules = rules;
        this.transaction = transaction;
    }

    /** Two nodes that start together take turns: the second finds the directory filled. */
    @Override
    public void run(ApplicationArguments arguments) {
        transaction.executeWithoutResult(status -> {
            if (rows.directoryIsEmpty()) {
                revision.next();
                if (rows.directoryIsEmpty()) {
                    open();
                }
            }
        });
        if (demo.demo()) {
            rules.relaxForDemo();
            lines = demo.lines();
        }
    }

    private void open() {
        rows.insertDivisions(Divisions.ofHunan());
        if (demoWanted) {
            demo.load();
        } else {
            lines = administrators.open();
        }
    }

    @Override
    public List<String> lines() {
        return lines;
    }
}
